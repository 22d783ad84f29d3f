import { PATIENCE_MS } from './patience.ts'

/** Answers of the server that are on their way before anybody takes them. */
export interface EarlyAnswers {
  /** Asks; a failure is told to whoever takes the answer. */
  ask(operationName: string, variables: object, init: RequestInit): void
  /** `fetch`, but a question that is already asked is not asked again: its answer is handed out, once. */
  fetchOrTake(input: RequestInfo | URL, init?: RequestInit): Promise<Response>
  /** Whoever asks from now on is not shown what was answered before. */
  forget(): void
}

/** Asks at `uri` by GraphQL over HTTP. It needs no library: it runs before there is one. */
export function createEarlyAnswers(uri: string, fetch: typeof globalThis.fetch): EarlyAnswers {
  const answers = new Map<string, Promise<Response>>()
  const nameOf = (operationName: string, variables: object) => `${operationName} ${JSON.stringify(variables)}`
  return {
    ask(operationName, variables, init) {
      const answer = fetch(uri, { method: 'POST', signal: AbortSignal.timeout(PATIENCE_MS), ...init })
      // Nobody may ever take it.
      answer.catch(() => {})
      answers.set(nameOf(operationName, variables), answer)
    },
    fetchOrTake(input, init = {}) {
      const { operationName, variables } = JSON.parse(String(init.body))
      const name = nameOf(operationName, variables)
      const answer = answers.get(name)
      if (!answer) return fetch(input, init)
      answers.delete(name)
      return answer.catch(() => fetch(input, init))
    },
    forget: () => answers.clear(),
  }
}
