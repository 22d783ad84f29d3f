import type { IncomingMessage, ServerResponse } from 'node:http'

/** What the server does with the next upload request, instead of what tus says. */
export type UploadFate =
  | 'lose the request'
  | 'lose the answer'
  | 'never answer'
  | { status: number; body?: { code: string; reason?: string; permanent?: boolean } }

interface Upload {
  photoId: string
  length: number
  bytes: Buffer
}

/** The part of tus 1.0 that the phone uses, with faults by request. */
export class StandInUploads {
  readonly fates: { method: string; fate: UploadFate }[] = []
  /** Every request as `PATCH 262144`: the method, and for a piece where it begins. */
  readonly requests: string[] = []
  /** The photos that arrived whole. */
  readonly photos = new Map<string, Buffer>()
  readonly #uploads = new Map<string, Upload>()
  readonly #server: { readonly accepted: readonly string[]; readonly viewer: string | null }

  constructor(server: { readonly accepted: readonly string[]; readonly viewer: string | null }) {
    this.#server = server
  }

  serve(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const method = request.method ?? ''
    const offset = request.headers['upload-offset']
    this.requests.push(offset === undefined ? method : `${method} ${offset}`)
    const fate = this.fates[0]?.method === method ? this.fates.shift()?.fate : undefined
    if (fate === 'never answer') return
    const answer = fate === 'lose the request' ? null : this.#answer(request, body, fate)
    if (!answer || fate === 'lose the answer') {
      request.socket.destroy()
      return
    }
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body ? JSON.stringify(answer.body) : '')
  }

  #answer(request: IncomingMessage, body: Buffer, fate: UploadFate | undefined): Answer {
    if (typeof fate === 'object') return fate
    if (!this.#server.viewer) return { status: 401, body: { code: 'UNAUTHENTICATED' } }
    return request.method === 'POST' ? this.#create(request) : this.#continue(request, body)
  }

  #create(request: IncomingMessage): Answer {
    const { photoId = '', alertId = '' } = metadata(request)
    if (!this.#server.accepted.includes(alertId)) {
      return { status: 409, body: { code: 'ALERT_NOT_FOUND', permanent: false } }
    }
    if (this.photos.has(photoId)) return { status: 409, body: { code: 'PHOTO_ALREADY_THERE' } }
    const path = `/api/uploads/${this.#uploads.size + 1}`
    this.#uploads.set(path, {
      photoId,
      length: Number(request.headers['upload-length']),
      bytes: Buffer.alloc(0),
    })
    // As a proxy that ends TLS makes it: another scheme and host than the phone's.
    return { status: 201, headers: { location: `http://inside.example${path}` } }
  }

  #continue(request: IncomingMessage, body: Buffer): Answer {
    const upload = this.#uploads.get(request.url ?? '')
    if (!upload) return { status: 404 }
    if (request.method === 'HEAD') {
      return { status: 200, headers: { ...offsetOf(upload), 'upload-length': String(upload.length) } }
    }
    if (Number(request.headers['upload-offset']) !== upload.bytes.length) return { status: 409 }
    upload.bytes = Buffer.concat([upload.bytes, body])
    if (upload.bytes.length === upload.length) this.photos.set(upload.photoId, upload.bytes)
    return { status: 204, headers: offsetOf(upload) }
  }
}

interface Answer {
  status: number
  headers?: Record<string, string>
  body?: { code: string; reason?: string; permanent?: boolean }
}

const offsetOf = (upload: Upload) => ({ 'upload-offset': String(upload.bytes.length) })

function metadata(request: IncomingMessage): Record<string, string> {
  const pairs = String(request.headers['upload-metadata']).split(',')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair.split(' ')
      return [key, Buffer.from(value, 'base64').toString()]
    }),
  )
}
