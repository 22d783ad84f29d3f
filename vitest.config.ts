import { defineConfig } from 'vitest/config'

const shared = {
  resolve: { conditions: ['vigie-source', 'node', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['vigie-source', 'node', 'import', 'module', 'default'] } },
}

/** Three kinds of tests: `unit` beside the code, `server` on a real PostgreSQL, `flows` in real browsers. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: { name: 'unit', include: ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/build/**/*.test.ts'] },
      },
      {
        ...shared,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: ['tests/testkit/cluster.setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'flows',
          include: ['tests/flows/**/*.test.ts'],
          globalSetup: ['tests/testkit/cluster.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
