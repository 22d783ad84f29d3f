import { expect, it, vi } from 'vitest'
import { createEarlyAnswers } from './early-answers.ts'

/** A network that answers with a number that grows, until it is cut. */
function aNetwork() {
  let asked = 0
  const state = { up: true }
  const fetch = vi.fn(async () => {
    asked += 1
    if (!state.up) throw new TypeError('no network')
    return Response.json(asked)
  })
  return { fetch, state, answers: createEarlyAnswers('/graphql', fetch) }
}

const question = (operationName: string, variables = {}) => ({
  method: 'POST',
  body: JSON.stringify({ operationName, variables, query: '…' }),
})

it('hands out the answer that is on its way, once; then it asks', async () => {
  const { answers, fetch } = aNetwork()
  answers.ask('Alerts', { first: 20 }, {})
  const take = async () => (await answers.fetchOrTake('/graphql', question('Alerts', { first: 20 }))).json()
  expect(await take()).toBe(1)
  expect(fetch).toHaveBeenCalledTimes(1)
  expect(await take()).toBe(2)
})

it('asks what was not asked: another question, or the same of something else', async () => {
  const { answers, fetch } = aNetwork()
  answers.ask('Alerts', { first: 20 }, {})
  await answers.fetchOrTake('/graphql', question('Alerts', { first: 50 }))
  await answers.fetchOrTake('/graphql', question('CurrentViewer'))
  expect(fetch).toHaveBeenCalledTimes(3)
})

it('asks again when no answer came', async () => {
  const { answers, state } = aNetwork()
  state.up = false
  answers.ask('CurrentViewer', {}, {})
  await Promise.resolve()
  state.up = true
  const answer = await answers.fetchOrTake('/graphql', question('CurrentViewer'))
  expect(await answer.json()).toBe(2)
})

it('hands out nothing of before somebody else came', async () => {
  const { answers } = aNetwork()
  answers.ask('Alerts', {}, {})
  answers.forget()
  expect(await (await answers.fetchOrTake('/graphql', question('Alerts'))).json()).toBe(2)
})
