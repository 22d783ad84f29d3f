import { createServer } from 'node:http'
import pg from 'pg'
import { FEED_SQL, POOL_MAX } from './feed-sql.ts'

/** The least a server can do: the same SQL, its rows as JSON; no session, no policy, no GraphQL. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_MAX })

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const values = [url.searchParams.get('town'), url.searchParams.get('neighbourhood'), 21]
  pool.query({ name: 'feed', text: FEED_SQL, values }).then(
    ({ rows }) => {
      const body = JSON.stringify(rows)
      response.setHeader('content-type', 'application/json')
      response.setHeader('content-length', Buffer.byteLength(body))
      response.end(body)
    },
    (error) => {
      console.error(error)
      response.statusCode = 500
      response.end()
    },
  )
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ ready: true }))
