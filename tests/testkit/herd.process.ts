import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import {
  createAlertStream,
  type StreamItem,
  type StreamSource,
} from '../../packages/web/src/alerts/live/alert-stream.ts'
import type { FromHerd, ToHerd } from './herd.ts'
import { STREAM } from './operations.ts'

/**
 * Many phones in one process of their own, so that the server's time is its own. Each has the app's own policy of
 * reconnection (`createAlertStream`) over a websocket as the app opens it.
 */
const phones: { stream: ReturnType<typeof createAlertStream>; alerts: Set<string> }[] = []
/** How long each phone that lost its stream waited before it knocked again, the first time, in milliseconds. */
const firstWaits: number[] = []
let attempts = 0

const tell = (message: FromHerd) => process.send?.(message)

process.on('message', (message: ToHerd) => {
  if (message.kind === 'gather') {
    for (const cookie of message.cookies) phones.push(phone(message, cookie))
    for (const { stream } of phones) stream.start()
  } else if (message.kind === 'look') {
    const live = phones.filter(({ stream }) => stream.state() === 'live')
    tell({
      kind: 'seen',
      live: live.length,
      complete: live.filter(({ alerts }) => message.alertIds.every((id) => alerts.has(id))).length,
      attempts,
      firstWaits,
    })
  } else {
    attempts = 0
    firstWaits.length = 0
  }
})

function phone({ url, cursor, jitter }: Extract<ToHerd, { kind: 'gather' }>, cookie: string) {
  const alerts = new Set<string>()
  const stream = createAlertStream({
    source: webSocketSource(url, cookie),
    keptCursor: () => cursor,
    loadList: async () => cursor,
    apply: (item) => item.event && alerts.add(item.event.alert.id),
    reload: async () => {},
    ...(jitter ? {} : { random: () => 1 }),
  })
  return { stream, alerts }
}

/** The app's websocket without the browser around it. */
function webSocketSource(url: string, cookie: string): StreamSource {
  class WithCookie extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers: { cookie }, perMessageDeflate: false })
    }
  }
  let lostAt: number | null = null
  return {
    open(after, sink) {
      attempts += 1
      if (lostAt !== null) firstWaits.push(performance.now() - lostAt)
      lostAt = null
      let wasOpen = false
      const socket = createClient({
        url,
        webSocketImpl: WithCookie,
        lazy: true,
        retryAttempts: 0,
        keepAlive: 15_000,
        connectionParams: { contract: OUTBOX_CONTRACT_VERSION },
      })
      let over = false
      const end = () => {
        if (over) return
        over = true
        if (wasOpen) lostAt = performance.now()
        sink.closed(false)
      }
      socket.on('connected', () => {
        wasOpen = true
        sink.opened()
      })
      socket.on('closed', end)
      socket.subscribe<{ alertStream: StreamItem }>(
        { query: STREAM, variables: { after } },
        {
          next: ({ data }) => data && sink.item(data.alertStream),
          error: () => setTimeout(end),
          complete: () => setTimeout(end),
        },
      )
      return () => void socket.dispose()
    },
  }
}
