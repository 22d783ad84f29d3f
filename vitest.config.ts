import { defineConfig } from 'vitest/config'

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

/** Three kinds of tests: `unit` beside the code, `server` on a real PostgreSQL, `flows` in real browsers. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/build/**/*.test.ts'],
        },
      },
      {
        ...withServer,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: ['tests/testkit/cluster.setup.ts'],
          setupFiles: ['tests/testkit/decorators.setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...withServer,
        test: {
          name: 'flows',
          include: ['tests/flows/**/*.test.ts'],
          globalSetup: ['tests/testkit/cluster.setup.ts'],
          setupFiles: ['tests/testkit/decorators.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
