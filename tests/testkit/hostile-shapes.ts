/** A number below the one that is given. */
export type Below = (count: number) => number

export const ID = '019ab3f2-6c1e-7d2a-9b1f-0c6a5c1e7a01'

/** Text that some part of a server once fell over. */
export const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uFEFF',
  '\uD800',
  '\uDFFF\uD800',
  'é'.normalize('NFD'),
  '👩‍👩‍👧‍👦',
  '\u202Efdp.exe',
  '"',
  '\\',
  '"""',
  '{{7*7}}',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  ID,
  'x'.repeat(5_000),
  '1e999',
  '-0',
  'NaN',
  '٣',
]

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ')

/** Shapes of harm, of any size up to what the server reads at all. */
export const SHAPES: readonly ((below: Below) => string)[] = [
  (below) => `${'{ a '.repeat(1 + below(20_000))}`,
  (below) => {
    const depth = 1 + below(2_000)
    return `${'{ viewer '.repeat(depth)}{ id }${' }'.repeat(depth)}`
  },
  (below) => `{ ${times(below(8_000), () => 'viewer { id }')} }`,
  (below) => `{ ${times(below(4_000), (i) => `a${i}: __typename`)} }`,
  (below) => `{ viewer { ${times(below(1_200), () => 'id')} } }`,
  (below) => `{ viewer { id ${times(below(5_000), () => '@a')} } }`,
  (below) => `{ viewer { id ${times(below(400), () => '@include(if: true)')} } }`,
  (below) => `{ ...F0 } ${times(below(300), (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)}`,
  (below) => {
    const length = 1 + below(100)
    return `{ ...F0 } ${times(length, (i) => `fragment F${i} on Query { ...F${(i + 1) % length} viewer { id } }`)}`
  },
  (below) => `{ alert(id: "${'x'.repeat(below(90_000))}") { id } }`,
  (below) => `{ alert(id: """${'\n  x'.repeat(below(20_000))}""") { id } }`,
  (below) => `{ alert(id: "${'\\u{1F600}'.repeat(below(5_000))}") { id } }`,
  (below) => `{ alerts(first: ${'9'.repeat(1 + below(50_000))}) { streamCursor } }`,
  (below) => `{ alerts(filter: { statuses: ${'['.repeat(below(1_400))} }) { streamCursor } }`,
  (below) => `{ alerts(filter: ${'{ a: '.repeat(below(400))}1${' }'.repeat(below(400))}) { streamCursor } }`,
  (below) => `query (${times(below(400), (i) => `$v${i}: Int = ${i}`)}) { viewer { id } }`,
  (below) => times(below(400), (i) => `query Q${i} { viewer { id } }`),
  (below) => `# ${'x'.repeat(below(95_000))}\n{ viewer { id } }`,
  (below) =>
    `{ alerts(first: ${1 + below(50)}) { edges { node { comments(first: 50) { edges { node { id } } } } } } }`,
  () => '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
  () => '{ __type(name: "__proto__") { name } constructor toString }',
  () => 'query __proto__ { __typename } fragment constructor on hasOwnProperty { valueOf }',
  () => 'type Query { a: Int } extend schema @a { query: Query }',
  (below) =>
    `{ alerts(after: "${Buffer.from(`${below(2 ** 31)}.${ID}`).toString('base64url')}") { streamCursor } }`,
]

const nest = (depth: number, open: string, close: string, inside: string) =>
  open.repeat(depth) + inside + close.repeat(depth)

/** Bodies in which there is no document, or not where it should be. */
export const BODIES: readonly ((below: Below) => string)[] = [
  () => '',
  () => 'null',
  () => '[]',
  () => '7',
  () => '"{ viewer { id } }"',
  () => '{"query":',
  () => '{"query":null}',
  () => '{"query":["{ viewer { id } }"]}',
  () => '{"query":{"toString":"x"}}',
  () => '{"query":"{ viewer { id } }","variables":"x","operationName":{},"extensions":[]}',
  () => '{"query":"{ viewer { id } }","operationName":"constructor"}',
  () => '{"__proto__":{"query":"{ viewer { id } }"}}',
  () => '{"query":"{ viewer { id } }","constructor":{"prototype":{"x":1}}}',
  () => '{"query":"{ viewer { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  (below) => nest(below(40_000), '[', ']', '1'),
  (below) => `{"query":"{ viewer { id } }","variables":${nest(below(8_000), '{"a":', '}', '1')}}`,
  (below) => `[${'{"query":"{ viewer { id } }"},'.repeat(below(500))}{}]`,
  (below) => `{"query":"${'\\u0000'.repeat(below(1_000))}"}`,
  (below) => 'x'.repeat(below(150_000)),
]
