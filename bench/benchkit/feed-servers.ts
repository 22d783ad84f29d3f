import { webDocument } from './feed-document.ts'
import type { Load } from './load.ts'
import { POSTGRAPHILE_FEED } from './postgraphile-document.ts'
import { type ServerProcess, startApi, startPeer } from './server-process.ts'
import { cookieOf } from './session-cookie.ts'
import { fixedId } from './town.seed.ts'

/** One server under measurement and what it is asked. */
export interface FeedServer {
  name: string
  process: ServerProcess
  load: Omit<Load, 'requests' | 'concurrency'>
}

const json = { 'content-type': 'application/json' }
const TOWN = fixedId('town', 1)
const NEIGHBOURHOOD = fixedId('neighbourhood', 1)

/** Vigie and its peers, each in a process of its own, all on the same rows. */
export async function feedServers(url: string, largeUrl?: string): Promise<FeedServer[]> {
  const peer = { DATABASE_URL: url, TOWN, NEIGHBOURHOOD }
  const api = await startApi(url)
  return [
    vigie('Vigie', api, {}),
    ...(largeUrl ? [vigie('Vigie, 5 M', await startApi(largeUrl), {})] : []),
    bareSql(await startPeer('bare-sql.ts', peer)),
    postGraphile(await startPeer('postgraphile.ts', peer)),
    plainApollo(await startPeer('plain-apollo.ts', peer)),
    vigie('Vigie, compressed', await startApi(url), { 'accept-encoding': 'gzip, deflate, br, zstd' }),
  ]
}

/** The web app's own document and headers, by two hundred residents in turn. */
function vigie(name: string, process: ServerProcess, headers: Record<string, string>): FeedServer {
  const body = JSON.stringify({
    operationName: 'Alerts',
    variables: { first: 20 },
    query: webDocument('Alerts'),
  })
  const accept = 'application/graphql-response+json,application/json;q=0.9'
  return {
    name,
    process,
    load: {
      url: `${process.url}/graphql`,
      headers: (n) => ({
        ...json,
        accept,
        'x-vigie-contract': '1',
        cookie: cookieOf(1 + (n % 200)),
        ...headers,
      }),
      body: () => body,
      check: headers['accept-encoding'] ? isOk : hasTwenty,
    },
  }
}

const bareSql = (process: ServerProcess): FeedServer => ({
  name: 'the same SQL, bare',
  process,
  load: {
    url: `${process.url}/?town=${TOWN}&neighbourhood=${NEIGHBOURHOOD}`,
    method: 'GET',
    headers: {},
    check: isOk,
  },
})

const plainApollo = (process: ServerProcess): FeedServer => ({
  name: 'Apollo, plain resolvers',
  process,
  load: {
    url: `${process.url}/graphql`,
    headers: json,
    body: () =>
      JSON.stringify({ operationName: 'Alerts', variables: { first: 20 }, query: webDocument('Alerts') }),
    check: hasTwenty,
  },
})

const postGraphile = (process: ServerProcess): FeedServer => ({
  name: 'PostGraphile',
  process,
  load: {
    url: `${process.url}/graphql`,
    headers: json,
    body: () =>
      JSON.stringify({
        query: POSTGRAPHILE_FEED,
        variables: { town: TOWN, neighbourhood: NEIGHBOURHOOD, first: 20 },
      }),
    check: hasTwenty,
  },
})

function isOk(status: number, body: string): void {
  if (status !== 200) throw new Error(`${status} ${body.slice(0, 500)}`)
}

function hasTwenty(status: number, body: string): void {
  const alerts = body.split('"contentHash"').length - 1 || body.split('"commentCount"').length - 1
  if (status !== 200 || alerts !== 20) throw new Error(`${status}, ${alerts} alerts: ${body.slice(0, 500)}`)
}
