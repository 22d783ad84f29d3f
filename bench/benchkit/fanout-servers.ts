import { randomUUID } from 'node:crypto'
import { Crowd, type CrowdOrder } from './crowd.ts'
import { webDocument } from './feed-document.ts'
import { aReport, REPORT } from './report-document.ts'
import { type ServerProcess, startApi, startPeer } from './server-process.ts'
import { cookieOf } from './session-cookie.ts'

export interface FanoutServer {
  name: string
  process: ServerProcess
  crowd: Crowd
  /** What its memory grew by while the crowd gathered, for each socket. */
  bytesPerSocket: number
  /** Makes something happen whose description holds the marker. */
  send(marker: string): Promise<void>
}

/** Opens each when it is its turn. */
export function fanoutServers(url: string, sockets: number): (() => Promise<FanoutServer>)[] {
  const stream = webDocument('AlertStream')
  return [
    async () => {
      const process = await startApi(url)
      return gathered('Vigie', process, sockets, '/graphql', stream, report(process.url, sockets + 1))
    },
    async () => {
      const process = await startPeer('bare-broadcast.ts', {})
      return gathered('bare broadcast', process, sockets, '/', null, (marker) =>
        post(
          process.url,
          JSON.stringify({ id: randomUUID(), type: 'next', payload: { data: item(marker) } }),
        ),
      )
    },
    async () => {
      const process = await startPeer('graphql-ws-per-socket.ts', {})
      return gathered('graphql-ws per socket', process, sockets, '/graphql', stream, (marker) =>
        post(process.url, JSON.stringify(item(marker).alertStream)),
      )
    },
  ]
}

const PROCESSES = 2

async function gathered(
  name: string,
  process: ServerProcess,
  sockets: number,
  path: string,
  query: string | null,
  send: (marker: string) => Promise<void>,
): Promise<FanoutServer> {
  const url = process.url.replace('http', 'ws') + path
  const cookies = Array.from({ length: sockets }, (_, n) => cookieOf(n + 1))
  const share = Math.ceil(sockets / PROCESSES)
  const orders = Array.from({ length: PROCESSES }, (_, n): CrowdOrder => {
    return { url, query, cookies: cookies.slice(n * share, (n + 1) * share), address: n + 2 }
  })
  // The first few bring code and pools into memory, which are not a socket's.
  const first = await Crowd.gather([{ url, query, cookies: cookies.slice(0, 50), address: 9 }])
  const before = process.memory()
  const crowd = await Crowd.gather(orders)
  const bytesPerSocket = (process.memory() - before) / sockets
  first.leave()
  return { name, process, crowd, bytesPerSocket, send }
}

/** A resident of the same neighbourhood reports it, through the API. */
function report(url: string, resident: number): (marker: string) => Promise<void> {
  return async (marker) => {
    const input = {
      ...aReport(1),
      description: `${WORDS} ${marker}`,
      positionSource: 'WORDS',
      coordinates: null,
      place: PLACE,
    }
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookieOf(resident) },
      body: JSON.stringify({ query: REPORT, variables: { input } }),
    })
    const text = await answer.text()
    if (!text.includes('ReportAlertSuccess')) throw new Error(`the report was refused: ${text}`)
  }
}

async function post(url: string, body: string): Promise<void> {
  await fetch(url, { method: 'POST', body })
}

const WORDS = 'Deux personnes essaient les portières des voitures garées, lampe à la main.'
const PLACE = 'devant le 12 rue des Tilleuls'

/** What Vigie sends of such a report, as the web app asks for it. */
const item = (marker: string) => ({
  alertStream: {
    __typename: 'AlertStreamItem',
    cursor: 'ZTJhY2U3YWYtMTIzNC00NTY3LTg5YWItY2RlZjAxMjM0NTY3LjEyMzQ1Njc',
    reload: false,
    event: {
      __typename: 'AlertEvent',
      id: randomUUID(),
      kind: 'REPORTED',
      at: new Date().toISOString(),
      comment: null,
      alert: {
        __typename: 'Alert',
        id: randomUUID(),
        category: 'SUSPICIOUS_ACTIVITY',
        description: `${WORDS} ${marker}`,
        place: PLACE,
        position: null,
        neighbourhood: { __typename: 'Neighbourhood', id: randomUUID(), name: 'Quartier 1' },
        author: { __typename: 'Person', id: randomUUID(), name: 'Résidente Numéro 5001', role: 'RESIDENT' },
        mine: false,
        claimedAt: new Date().toISOString(),
        reportedAt: new Date().toISOString(),
        happening: 'NOW',
        danger: 'NO',
        cap: { __typename: 'CapReading', severity: 'MODERATE', urgency: 'IMMEDIATE', certainty: 'OBSERVED' },
        status: 'REPORTED',
        photos: [],
        commentCount: 0,
        handling: [],
      },
    },
  },
})
