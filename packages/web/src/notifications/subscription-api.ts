import { OUTBOX_CONTRACT_VERSION } from '@vigie/schema'
import * as v from 'valibot'

/** The operations around push, as text: the service worker sends them too. A test checks them against the schema. */
export const SUBSCRIPTION_DOCUMENTS = {
  key: 'query PushKey { welcome { vapidPublicKey } }',
  save: `mutation SavePush($input: PushSubscriptionInput!) {
    savePushSubscription(input: $input) {
      ... on SavePushSubscriptionSuccess { saved } ... on Refusal { code message }
    }
  }`,
  remove: 'mutation RemovePush($endpoint: String!) { removePushSubscription(endpoint: $endpoint) }',
}

const Key = v.object({ welcome: v.object({ vapidPublicKey: v.string() }) })
const Saved = v.object({ savePushSubscription: v.object({ saved: v.literal(true) }) })

/** The server's public VAPID key, base64url. Errors: no network, or an unreadable answer. */
export async function readPushKey(): Promise<string> {
  return v.parse(Key, await ask(SUBSCRIPTION_DOCUMENTS.key)).welcome.vapidPublicKey
}

/** Tells the server where this device receives push; the same device again changes nothing. Errors: as above, or refused. */
export async function saveSubscription(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON()
  const input = { endpoint, p256dh: keys?.p256dh, auth: keys?.auth }
  v.parse(Saved, await ask(SUBSCRIPTION_DOCUMENTS.save, { input }))
}

/** Tells the server to forget this device. Errors: no network, or an unreadable answer. */
export async function removeSubscription(endpoint: string): Promise<void> {
  await ask(SUBSCRIPTION_DOCUMENTS.remove, { endpoint })
}

async function ask(query: string, variables?: object): Promise<unknown> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vigie-contract': String(OUTBOX_CONTRACT_VERSION) },
    body: JSON.stringify({ query, variables }),
    credentials: 'same-origin',
    signal: AbortSignal.timeout(20_000),
  })
  const answer: { data?: unknown } = await response.json()
  return answer.data
}
