import WebSocket from 'ws'
import type { CrowdOrder } from './crowd.ts'

/** One part of a crowd: raw sockets, so that the measuring process does little itself. */
type Order = { kind: 'gather'; order: CrowdOrder } | { kind: 'heard'; marker: string }

const arrivals = new Map<string, number[]>()

process.on('message', async (message: Order) => {
  if (message.kind === 'gather') {
    await gather(message.order).then(
      () => process.send?.('gathered'),
      (error) => process.send?.(String(error)),
    )
  } else {
    const found = arrivals.get(message.marker) ?? []
    process.send?.({ received: found.length, arrivals: found })
  }
})

/** A hundred at a time: a crowd that comes at once is another trial. */
async function gather({ url, cookies, query, address }: CrowdOrder): Promise<void> {
  for (let from = 0; from < cookies.length; from += 100) {
    await Promise.all(cookies.slice(from, from + 100).map((cookie) => join(url, cookie, query, address)))
  }
}

function join(url: string, cookie: string, query: string | null, address: number): Promise<void> {
  const socket = new WebSocket(url, query ? 'graphql-transport-ws' : [], {
    headers: { cookie },
    perMessageDeflate: false,
    localAddress: `127.0.0.${address}`,
  })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('open', () => {
      if (query) socket.send('{"type":"connection_init"}')
      else resolve()
    })
    socket.on('message', (data: Buffer) => {
      const at = performance.timeOrigin + performance.now()
      const text = data.toString('latin1')
      if (text.startsWith('{"type":"connection_ack"')) {
        const payload = { query, operationName: 'AlertStream', variables: { after: null } }
        socket.send(JSON.stringify({ id: crypto.randomUUID(), type: 'subscribe', payload }))
      } else if (text.includes('"event":null')) resolve()
      else note(text, at)
    })
  })
}

/** Every alert of the bench carries its own number in its description. */
function note(text: string, at: number): void {
  const [marker] = /bench-alert-\d+/.exec(text) ?? []
  if (!marker) return
  const found = arrivals.get(marker) ?? []
  found.push(at)
  arrivals.set(marker, found)
}
