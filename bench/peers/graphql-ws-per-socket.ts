import { EventEmitter, on } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { buildSchema, GraphQLObjectType } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'

/** graphql-ws as its own documentation sets it up: each socket executes its operation for each event. */
const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '../../packages/schema/schema.graphql'), 'utf8'),
)
const happenings = new EventEmitter().setMaxListeners(0)
const subscription = schema.getSubscriptionType()
if (!(subscription instanceof GraphQLObjectType)) throw new Error('the schema has no subscription')
const field = subscription.getFields().alertStream
if (!field) throw new Error('the schema has no alertStream')
field.subscribe = async function* () {
  yield { alertStream: { cursor: '', reload: false, event: null } }
  for await (const [item] of on(happenings, 'item')) yield { alertStream: item }
}
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    happenings.emit('item', JSON.parse(Buffer.concat(chunks).toString()))
    response.end()
  })
})
const wss = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false })
useServer({ schema }, wss)
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ ready: true }))
