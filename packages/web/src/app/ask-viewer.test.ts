import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { afterEach, expect, it } from 'vitest'
import { askViewer } from './ask-viewer.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A client of a server that answers each request as told; `hang` never does. */
async function clientOf(answer: 'hang' | object) {
  server = createServer((_request, response) => {
    if (answer === 'hang') return
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  return new ApolloClient({ link: new HttpLink({ uri }), cache: new InMemoryCache() })
}

it('learns that nobody is signed in', async () => {
  expect(await askViewer(await clientOf({ data: { viewer: null } }))).toBeNull()
})

it('gives up on a network that never answers, and may ask again at once', async () => {
  const client = await clientOf('hang')
  await expect(askViewer(client, 50)).rejects.toThrow()
  await expect(askViewer(client, 50)).rejects.toThrow()
})
