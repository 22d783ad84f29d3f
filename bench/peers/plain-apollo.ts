import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApolloServer } from '@apollo/server'
import fastifyApollo from '@as-integrations/fastify'
import fastify from 'fastify'
import pg from 'pg'
import { FEED_SQL, POOL_MAX } from './feed-sql.ts'

/** Apollo Server as its own documentation sets it up on Fastify: Vigie's schema, plain resolvers, the same SQL. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_MAX })
const { TOWN, NEIGHBOURHOOD, PORT } = process.env

const alerts = async (_root: unknown, { first }: { first: number }) => {
  const { rows } = await pool.query(FEED_SQL, [TOWN, NEIGHBOURHOOD, first + 1])
  return { rows: rows.slice(0, first), hasNextPage: rows.length > first }
}

type Row = Record<string, string>

const resolvers = {
  Query: { alerts },
  AlertConnection: {
    edges: ({ rows }: { rows: Row[] }) => rows.map((row) => ({ node: row })),
    pageInfo: ({ rows, hasNextPage }: { rows: Row[]; hasNextPage: boolean }) => ({
      hasNextPage,
      endCursor: rows.at(-1)?.id ?? null,
    }),
    streamCursor: () => 'none',
  },
  Alert: {
    position: (row: Row) => ({
      latitude: row.shown_latitude,
      longitude: row.shown_longitude,
      exact: false,
      radius: 142,
    }),
    neighbourhood: (row: Row) => ({ id: row.neighbourhood_id, name: row.neighbourhood_name }),
    author: (row: Row) => ({ id: row.author_id, name: row.author_name, role: row.author_role }),
    mine: () => false,
    claimedAt: (row: Row) => row.claimed_at,
    reportedAt: (row: Row) => row.reported_at,
    cap: (row: Row) => row,
    photos: (row: Row) => row.photos ?? [],
    commentCount: (row: Row) => row.comment_count,
    handling: (row: Row) => row.handling ?? [],
  },
  Photo: {
    url: (row: Row) => `/api/photos/${row.id}`,
    thumbnailUrl: (row: Row) => `/api/photos/${row.id}/thumbnail`,
  },
}

const typeDefs = readFileSync(join(import.meta.dirname, '../../packages/schema/schema.graphql'), 'utf8')
const apollo = new ApolloServer({ typeDefs, resolvers })
await apollo.start()
const server = fastify()
await server.register(fastifyApollo(apollo))
await server.listen({ port: Number(PORT), host: '127.0.0.1' })
process.send?.({ ready: true })
