import { InMemoryCache } from '@apollo/client/cache'
import { expect, it } from 'vitest'
import { AlertDetailDocument, AlertsDocument, StreamCursorDocument } from '../../gen/graphql.ts'
import { applyStreamItem } from './apply-item.ts'
import { alertCachePolicies } from './cache-policies.ts'
import { sampleAlert, sampleItem } from './live.sample.ts'

type Row = ReturnType<typeof sampleAlert>

function page(rows: Row[], streamCursor: string, hasNextPage = false) {
  return {
    alerts: {
      __typename: 'AlertConnection' as const,
      edges: rows.map((node) => ({ __typename: 'AlertEdge' as const, node })),
      pageInfo: { __typename: 'PageInfo' as const, hasNextPage, endCursor: rows.at(-1)?.id ?? null },
      streamCursor,
    },
  }
}

function cacheWith(rows: Row[], hasNextPage = false) {
  const cache = new InMemoryCache({ typePolicies: alertCachePolicies })
  cache.writeQuery({ query: AlertsDocument, variables: { first: 20 }, data: page(rows, 'c0', hasNextPage) })
  return cache
}

const listed = (cache: InMemoryCache, variables: object = {}) =>
  cache
    .readQuery({ query: AlertsDocument, variables: { first: 20, ...variables } })
    ?.alerts.edges.map((edge) => edge.node.id)

it('puts a live alert into every loaded list it belongs to, and into no other', () => {
  const cache = cacheWith([sampleAlert('a', 1)])
  const damage = { filter: { categories: ['DAMAGE' as const] } }
  const nuisance = { filter: { categories: ['NUISANCE' as const] } }
  for (const variables of [damage, nuisance]) {
    cache.writeQuery({ query: AlertsDocument, variables: { first: 20, ...variables }, data: page([], 'c0') })
  }
  applyStreamItem(cache, sampleItem('c1', sampleAlert('b', 2)), 'TOWN')
  expect(listed(cache)).toEqual(['b', 'a'])
  expect(listed(cache, nuisance)).toEqual(['b'])
  expect(listed(cache, damage)).toEqual([])
})

it('keeps the reader’s own report from elsewhere out of their neighbourhood’s list', () => {
  const cache = cacheWith([sampleAlert('a', 1)])
  const scope = { neighbourhoodId: 'n2' }
  applyStreamItem(cache, sampleItem('c1', sampleAlert('b', 2, { mine: true })), scope)
  expect(listed(cache)).toEqual(['a'])
})

it('keeps the cursor with the list, and writing twice changes nothing', () => {
  const cache = cacheWith([sampleAlert('a', 1)])
  const item = sampleItem('c1', sampleAlert('b', 2))
  applyStreamItem(cache, item, 'TOWN')
  const once = cache.extract()
  applyStreamItem(cache, item, 'TOWN')
  expect(cache.extract()).toEqual(once)
  expect(cache.readQuery({ query: StreamCursorDocument })?.alerts.streamCursor).toBe('c1')
})

it('changes a row in place when the police are on their way', () => {
  const cache = cacheWith([sampleAlert('b', 2), sampleAlert('a', 1)])
  const alert = sampleAlert('a', 1, { status: 'ON_THE_WAY' })
  applyStreamItem(cache, sampleItem('c1', alert, { kind: 'ON_THE_WAY' }), 'TOWN')
  const rows = cache.readQuery({ query: AlertsDocument, variables: { first: 20 } })?.alerts.edges
  expect(rows?.map((edge) => edge.node.status)).toEqual(['REPORTED', 'ON_THE_WAY'])
})

it('appends a new comment to the open alert once', () => {
  const cache = cacheWith([])
  const alert = sampleAlert('a', 1, { commentCount: 1 })
  const comment = {
    __typename: 'Comment' as const,
    id: 'k1',
    text: 'Je les vois aussi.',
    createdAt: alert.reportedAt,
    author: alert.author,
  }
  const comments = {
    __typename: 'CommentConnection' as const,
    edges: [],
    pageInfo: { __typename: 'PageInfo' as const, hasNextPage: false, endCursor: null },
  }
  const variables = { id: 'a', comments: 20 }
  cache.writeQuery({ query: AlertDetailDocument, variables, data: { alert: { ...alert, comments } } })
  const item = sampleItem('c1', alert, { kind: 'COMMENTED', comment })
  applyStreamItem(cache, item, 'TOWN')
  applyStreamItem(cache, item, 'TOWN')
  const shown = cache.readQuery({ query: AlertDetailDocument, variables })?.alert
  expect(shown?.comments.edges.map((edge) => edge.node.text)).toEqual(['Je les vois aussi.'])
})

it('refreshes the head of a long list and keeps the tail the reader had loaded', () => {
  const [a, b, c, d] = [sampleAlert('a', 1), sampleAlert('b', 2), sampleAlert('c', 3), sampleAlert('d', 4)]
  const cache = cacheWith([c, b], true)
  const next = { query: AlertsDocument, variables: { first: 20, after: 'b' }, data: page([a], 'c0') }
  cache.writeQuery(next)
  expect(listed(cache)).toEqual(['c', 'b', 'a'])
  cache.writeQuery(next)
  expect(listed(cache)).toEqual(['c', 'b', 'a'])
  cache.writeQuery({ query: AlertsDocument, variables: { first: 20 }, data: page([d, c, b], 'c2', true) })
  expect(listed(cache)).toEqual(['d', 'c', 'b', 'a'])
})
