import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** The least a server can do: it writes the same bytes to every socket. `POST /` is the message. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const message = Buffer.concat(chunks)
    for (const client of wss.clients) client.send(message, { binary: false })
    response.end()
  })
})
const wss = new WebSocketServer({ server, perMessageDeflate: false })
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ ready: true }))
