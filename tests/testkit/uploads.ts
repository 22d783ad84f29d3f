import type { Client } from './client.ts'

export interface Upload {
  /** Of the `Location`, when one was given. */
  path: string
  response: Response
}

const TUS = { 'tus-resumable': '1.0.0' }

/** Begins an upload by tus 1.0, as the phone's outbox does. */
export async function begin(
  client: Client,
  ids: { photoId: string; alertId: string },
  length: number,
  headers: Record<string, string> = {},
): Promise<Upload> {
  const metadata = Object.entries(ids).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  )
  const response = await send(client, 'POST', '/api/uploads', {
    'upload-length': String(length),
    'upload-metadata': metadata.join(','),
    ...headers,
  })
  const location = response.headers.get('location')
  return { path: location ? new URL(location, client.url).pathname : '', response }
}

/** Sends one piece. */
export const piece = (
  client: Client,
  path: string,
  offset: number,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
) =>
  send(
    client,
    'PATCH',
    path,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
    bytes,
  )

/** Asks how much has arrived. */
export const ask = (client: Client, path: string) => send(client, 'HEAD', path)

/** The whole way at once; resolves with the last answer. */
export async function upload(
  client: Client,
  ids: { photoId: string; alertId: string },
  bytes: Uint8Array,
): Promise<Response> {
  const { path, response } = await begin(client, ids, bytes.length)
  return response.status === 201 ? piece(client, path, 0, bytes) : response
}

function send(
  client: Client,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: Uint8Array | null = null,
): Promise<Response> {
  return fetch(client.url + path, {
    method,
    headers: { ...TUS, cookie: client.cookie, ...headers },
    body: body && new Uint8Array(body),
  })
}
