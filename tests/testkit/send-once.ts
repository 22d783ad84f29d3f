import { request } from 'node:http'
import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import type { Answer } from './client.ts'

/**
 * One operation over a connection of its own, as a phone sends it that has just woken up.
 * @param patience milliseconds without an answer after which it hangs up
 * @throws whatever the network did to it
 */
export function sendOnce(
  url: string,
  cookie: string,
  operation: { query: string; variables: object },
  patience: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/graphql`, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(patience),
      headers: {
        'content-type': 'application/json',
        'x-vigie-contract': OUTBOX_CONTRACT_VERSION,
        cookie,
      },
    })
    sending.on('error', reject)
    sending.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part) => {
        text += part
      })
      response.on('error', reject)
      response.on('close', () => {
        if (response.complete) resolve(JSON.parse(text))
        else reject(new Error('the answer was cut off'))
      })
    })
    sending.end(JSON.stringify(operation))
  })
}
