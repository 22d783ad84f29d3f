import questions from 'virtual:start-questions'
import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import { PAGE_SIZE } from '../alerts/page-size.ts'
import { createEarlyAnswers } from './early-answers.ts'

/**
 * What every start asks the server. index.html runs it before all other code: the answers come while the libraries
 * are being fetched and evaluated, which takes a slow phone longer.
 */
export const askedAtStart = createEarlyAnswers('/graphql', fetch.bind(globalThis))

function ask(operationName: keyof typeof questions, variables: object): void {
  askedAtStart.ask(operationName, variables, {
    headers: {
      accept: 'application/graphql-response+json,application/json;q=0.9',
      'content-type': 'application/json',
      'x-vigie-contract': String(OUTBOX_CONTRACT_VERSION),
    },
    body: JSON.stringify({ operationName, variables, query: questions[operationName] }),
  })
}

if (navigator.onLine) {
  ask('CurrentViewer', {})
  // Of the feed, which is the feed of whoever asks.
  if (location.pathname === '/') ask('Alerts', { first: PAGE_SIZE })
}
