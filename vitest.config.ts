import { configDefaults, defineConfig } from 'vitest/config'
import { NOT_BRIEF } from './scripts/not-brief.ts'
import { PATIENCE_MS } from './tests/testkit/form.ts'

const shared = {
  // The shared values from their source, so that no build has to come first.
  resolve: {
    alias: [{ find: /^@vigie\/schema$/, replacement: `${import.meta.dirname}/packages/schema/src/index.ts` }],
  },
}

/** GraphQL as Node's own resolution finds it for the libraries: two copies of it refuse to work together. */
const oneGraphQL = {
  find: /^graphql$/,
  replacement: `${import.meta.dirname}/tests/node_modules/graphql/index.js`,
}
const withServer = { resolve: { alias: [...shared.resolve.alias, oneGraphQL] } }

/** Whole stacks and browsers do not share two cores well: one file after the other, and all that they import once. */
const WHOLE_STACK = { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false, isolate: false }

const UNIT = ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/build/**/*.test.ts']
/** A phone of these may still be at work when its file has ended: apart from the others. */
const OUTBOX = 'packages/web/src/outbox/**/*.test.ts'

/** Trials that replace a module for themselves, and so cannot share them with the other files. */
const SPIES = {
  server: [
    'tests/server/alerts/alert-stream-audience.test.ts',
    'tests/server/alerts/alert-stream-revocation.test.ts',
  ],
  security: ['tests/security/matrix.test.ts'],
}

/** Servers within the test's own process. */
const IN_PROCESS = { testTimeout: 60_000, hookTimeout: 60_000 }

/** The tests below `tests/<name>/`, on one real PostgreSQL for the run. */
const withPostgres = (name: string, options: object, without: string[] = []) => ({
  ...withServer,
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    exclude: [
      ...configDefaults.exclude,
      ...without,
      ...(process.env.VIGIE_TEST_FORM === 'brief' ? NOT_BRIEF : []),
    ],
    globalSetup: ['tests/testkit/cluster.setup.ts'],
    setupFiles: ['tests/testkit/decorators.setup.ts'],
    expect: { poll: { timeout: PATIENCE_MS } },
    ...options,
  },
})

/** `unit` beside the code, `server` on a real PostgreSQL, `flows` in real browsers, and three kinds of trials. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'unit', include: UNIT, exclude: [...configDefaults.exclude, OUTBOX], isolate: false },
      },
      { ...shared, test: { name: 'unit-outbox', include: [OUTBOX] } },
      withPostgres('server', { ...IN_PROCESS, isolate: false }, SPIES.server),
      withPostgres('server', { ...IN_PROCESS, name: 'server-spies', include: SPIES.server }),
      withPostgres('flows', WHOLE_STACK),
      withPostgres('conformance', WHOLE_STACK),
      withPostgres('faults', WHOLE_STACK),
      withPostgres('security', { ...IN_PROCESS, isolate: false }, SPIES.security),
      withPostgres('security', { ...IN_PROCESS, name: 'security-spies', include: SPIES.security }),
    ],
  },
})
