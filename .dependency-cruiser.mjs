/** Which way imports may point. Each rule says why; a planted violation proves that TypeScript is seen. */

const server = 'packages/server/src'
const web = 'packages/web/src'

/** A domain imports only from its left. */
const domains = [
  'platform',
  'identity',
  'communities',
  'moderation',
  'alerts',
  'broadcasts',
  'exchange',
  'notifications',
  'partners',
  'statistics',
]

const leftward = domains.slice(0, -1).map((domain, index) => ({
  name: `${domain}-knows-nothing-to-its-right`,
  comment: 'Domains import leftward only: platform ← identity ← communities ← … ← statistics.',
  severity: 'error',
  from: { path: `^${server}/${domain}/` },
  to: { path: `^${server}/(${domains.slice(index + 1).join('|')})/` },
}))

const features = ['alerts', 'moderation', 'broadcasts', 'exchange', 'identity', 'notifications', 'statistics']

const features_apart = features.map((feature) => ({
  name: `${feature}-feature-stands-alone`,
  comment: 'Web features import outbox, ui and schema, never one another; only app composes them.',
  severity: 'error',
  from: { path: `^${web}/${feature}/` },
  to: { path: `^${web}/(${[...features.filter((it) => it !== feature), 'town-hall', 'police'].join('|')})/` },
}))

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A reader must be able to follow a flow downwards.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'web-and-server-apart',
      comment: 'They share the schema package and nothing else.',
      severity: 'error',
      from: { path: '^packages/(web|server)/' },
      to: { path: '^packages/(web|server)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'schema-imports-neither',
      severity: 'error',
      from: { path: '^packages/schema/' },
      to: { path: '^packages/(web|server)/' },
    },
    {
      name: 'packages-never-import-tests',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(tests|bench)/' },
    },
    ...leftward,
    {
      name: 'domains-know-no-vendor',
      comment: 'Adapters are the only files that know a vendor; domains know the ports.',
      severity: 'error',
      from: { path: `^${server}/(${domains.join('|')})/` },
      to: { path: `^${server}/(adapters|api)/` },
    },
    {
      name: 'adapters-know-only-ports',
      severity: 'error',
      from: { path: `^${server}/adapters/` },
      to: { path: `^${server}/`, pathNot: `^${server}/(ports\\.ts|platform/|adapters/)` },
    },
    {
      name: 'only-processes-build-adapters',
      severity: 'error',
      from: {
        path: `^${server}/`,
        pathNot: `^${server}/(adapters/|api/|open-app\\.ts|worker\\.ts|cli\\.ts)`,
      },
      to: { path: `^${server}/adapters/` },
    },
    {
      name: 'resolvers-only-in-the-schema',
      severity: 'error',
      from: { path: `^${server}/`, pathNot: `^${server}/schema\\.ts$` },
      to: { path: '\\.resolver\\.ts$' },
    },
    {
      name: 'job-handlers-only-in-the-wiring',
      comment: 'Everyone else imports the job’s definition.',
      severity: 'error',
      from: { path: `^${server}/`, pathNot: `^${server}/wiring\\.ts$` },
      to: { path: '\\.job\\.ts$' },
    },
    ...features_apart,
    {
      name: 'institution-views-stand-apart',
      comment: 'The town-hall desk and the police board build on alerts, never on each other.',
      severity: 'error',
      from: { path: `^${web}/(town-hall|police)/` },
      to: {
        path: `^${web}/(town-hall|police|moderation|broadcasts|exchange|identity|notifications|statistics)/`,
        pathNot: `^${web}/$1/`,
      },
    },
    {
      name: 'outbox-and-ui-know-no-feature',
      severity: 'error',
      from: { path: `^${web}/(outbox|ui)/` },
      to: { path: `^${web}/(${features.join('|')}|town-hall|police)/` },
    },
    {
      name: 'service-worker-without-react',
      comment:
        'Neither itself nor through what it imports; by the package’s name where it is not resolved to a file.',
      severity: 'error',
      from: { path: `^${web}/sw/` },
      to: { path: '(^|/node_modules/)(react|react-dom|@apollo/client|@lingui/react)(/|$)', reachable: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/compiled/|/gen/|\\.test\\.tsx?$)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['vigie-source', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
