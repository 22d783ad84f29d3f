import fc, { type Arbitrary } from 'fast-check'
import { hostileDocuments } from './hostile-documents.ts'
import { STREAM } from './operations.ts'

/** What is said over a websocket that is open: whole messages, or bytes that are no proper frames. */
export type Malformed =
  /** Messages to an acknowledged connection, or to one that has just been opened. */
  | { kind: 'messages'; ready: boolean; messages: (string | Uint8Array)[] }
  /** One message in several frames, cut anywhere. */
  | { kind: 'fragments'; parts: string[] }
  /** Bytes right after the handshake. */
  | { kind: 'bytes'; bytes: Uint8Array }

const text = (value: unknown) => JSON.stringify(value)
const subscribe = (id: unknown, payload: unknown) => text({ id, type: 'subscribe', payload })

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    7,
    '',
    [],
    {},
    [[[]]],
    { type: {} },
    '\0',
    '__proto__',
    'x'.repeat(3_000),
  ),
  fc.json({ maxDepth: 3 }).map((it): unknown => JSON.parse(it)),
)

const messages = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.string({ maxLength: 40 }).map((it) => `{"type":"subscribe","id":${it}`),
  anything.map(text),
  anything.map((type) => text({ type })),
  fc.tuple(anything, anything).map(([id, payload]) => subscribe(id, payload)),
  fc
    .tuple(fc.constantFrom('connection_init', 'ping', 'pong'), anything)
    .map(([type, payload]) => text({ type, payload })),
  fc
    .tuple(fc.constantFrom('next', 'error', 'complete', 'connection_ack'), anything)
    .map(([type, payload]) => text({ type, id: '1', payload })),
  anything.map((variables) => subscribe('1', { query: STREAM, variables })),
  anything.map((query) => subscribe('1', { query })),
  anything.map((operationName) => subscribe('1', { query: STREAM, operationName })),
  anything.map((after) => subscribe('1', { query: STREAM, variables: { after } })),
  hostileDocuments.map((it) => subscribe('1', { query: it.replace(/^\{/, 'subscription {') })),
  fc.nat({ max: 20_000 }).map((depth) => '['.repeat(depth)),
  fc
    .nat({ max: 5_000 })
    .map((depth) => `{"type":"ping","payload":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`),
  fc.constantFrom(text({ type: 'ping', payload: { x: 'x'.repeat(120_000) } }), 'x'.repeat(100_001)),
  fc.uint8Array({ maxLength: 200 }),
)

/** A frame as RFC 6455 draws it, right or wrong in any of its parts. */
const frames = fc
  .record({
    fin: fc.boolean(),
    reserved: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.nat({ max: 7 }) },
    ),
    opcode: fc.nat({ max: 15 }),
    masked: fc.boolean(),
    announced: fc.oneof(fc.constant(null), fc.constantFrom(0, 1, 125), fc.nat({ max: 0xffff })),
    payload: fc.uint8Array({ maxLength: 160 }),
    huge: fc.nat({ max: 9 }).map((it) => it === 0),
  })
  .map(({ fin, reserved, opcode, masked, announced, payload, huge }) => {
    const length = announced ?? payload.length
    const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
    const mask = masked ? 0x80 : 0
    const header = huge
      ? [first, mask | 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
      : length < 126
        ? [first, mask | length]
        : [first, mask | 126, length >> 8, length & 0xff]
    return Uint8Array.from([...header, ...(masked ? [1, 2, 3, 4] : []), ...payload])
  })

const bytes = fc.oneof(
  fc
    .array(frames, { minLength: 1, maxLength: 3 })
    .map((it) => Uint8Array.from(it.flatMap((frame) => [...frame]))),
  fc.uint8Array({ minLength: 1, maxLength: 400 }),
  // Text that is no UTF-8, closes with a wrong code, with one byte, or with a torn reason.
  fc
    .constantFrom(
      [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28],
      [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe7],
      [0x88, 0x81, 0, 0, 0, 0, 1],
      [0x88, 0x84, 0, 0, 0, 0, 0x03, 0xe8, 0xc3, 0x28],
    )
    .map((it) => Uint8Array.from(it)),
)

/** Everything that a client can get wrong between the handshake and the end. */
export const malformed: Arbitrary<Malformed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.boolean(), fc.array(messages, { minLength: 1, maxLength: 4 }))
      .map(([ready, it]): Malformed => ({ kind: 'messages', ready, messages: it })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(subscribe('1', { query: STREAM }), text({ type: 'pin' }), '{'),
        fc.nat({ max: 40 }),
      )
      .map(
        ([it, at]): Malformed => ({
          kind: 'fragments',
          parts: [it.slice(0, at), it.slice(at, at + 3), it.slice(at + 3)],
        }),
      ),
  },
  { weight: 3, arbitrary: bytes.map((it): Malformed => ({ kind: 'bytes', bytes: it })) },
)
