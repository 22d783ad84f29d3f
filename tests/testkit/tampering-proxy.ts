import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/** Stands before a running Vigie and changes the answers of single paths. */
export interface TamperingProxy {
  url: string
  /** From now on this path's answer goes through this change. */
  change(path: string, how: (body: string) => string): void
  close(): Promise<void>
}

/** Starts one before the server at this address; everything else passes as it is, websockets too. */
export async function startTamperingProxy(target: string): Promise<TamperingProxy> {
  const changes = new Map<string, (body: string) => string>()
  const { hostname, port } = new URL(target)

  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const change = changes.get(asked.url ?? '')
    // What is changed must come as plain text, and each time.
    const plain = change && { 'accept-encoding': 'identity', 'if-none-match': '', 'if-modified-since': '' }
    const options = { hostname, port, path: asked.url, method: asked.method }
    const onward = request({ ...options, headers: { ...asked.headers, ...plain } }, async (answered) => {
      const { 'content-length': _length, etag: _etag, ...headers } = answered.headers
      if (!change) {
        answer.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(answer)
        return
      }
      answer.writeHead(answered.statusCode ?? 502, headers)
      answer.end(change(await text(answered)))
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }

  const server = createServer(pass)
  server.on('upgrade', (asked, socket, head) => {
    const onward = connect(Number(port), hostname, () => {
      const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}\r\n`)
      onward.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('')}\r\n`)
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://localhost:${own}`,
    change: (path, how) => void changes.set(path, how),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
