import { type DetailedError, type FileReader, type FileSource, Upload } from 'tus-js-client'
import * as v from 'valibot'
import { type Fault, LOCAL_FAULTS, type OutboxEntry, type OutboxPhoto } from '../outbox-entry.ts'
import { fetchHttpStack } from './fetch-http-stack.ts'
import type { SenderPorts } from './ports.ts'
import { codeOfStatus } from './verdict.ts'

export const UPLOADS_PATH = '/api/uploads'

/** Small enough that progress is seen on a slow line, large enough that 10 MB are not a hundred requests. */
const PIECE_BYTES = 256 * 1024

export type PhotoVerdict =
  | { kind: 'received' }
  | { kind: 'refused'; fault: Fault }
  | { kind: 'later'; fault: Fault }
  | { kind: 'paused'; fault: Fault }

/** What an upload tells while it runs; each is awaited by nobody and must not throw. */
export interface UploadNotes {
  /** Where the upload lives, as a path of our own origin. */
  onPath: (path: string) => void
  /** Bytes that the server has acknowledged so far. */
  onSent: (bytes: number) => void
}

/** Uploads one photo by tus 1.0, from where an earlier attempt stopped. Never throws: whatever happens is a verdict. */
export function uploadPhoto(
  photo: OutboxPhoto,
  blob: Blob,
  { id: alertId, owner }: Pick<OutboxEntry, 'id' | 'owner'>,
  ports: SenderPorts,
  notes: UploadNotes,
): Promise<PhotoVerdict> {
  return new Promise((resolve) => {
    const upload = new Upload(blob, {
      endpoint: ports.origin + UPLOADS_PATH,
      uploadUrl: photo.uploadPath ? ports.origin + photo.uploadPath : null,
      // Lets the server refuse a session that changed hands meanwhile.
      headers: { 'x-vigie-person': owner },
      metadata: { photoId: photo.id, alertId },
      chunkSize: PIECE_BYTES,
      httpStack: fetchHttpStack(ports),
      fileReader: blobReader,
      // The outbox waits and resumes by itself, under its own rules and in its own database.
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: async () => '',
      onUploadUrlAvailable: () => {
        // Whatever host a proxy made the server name: an upload never leaves our own origin.
        const { pathname, search } = new URL(upload.url ?? '', ports.origin)
        upload.url = ports.origin + pathname + search
        notes.onPath(pathname + search)
      },
      onChunkComplete: (_size, sent) => notes.onSent(sent),
      onSuccess: () => resolve({ kind: 'received' }),
      onError: (error) => resolve(judge(error)),
    })
    upload.start()
  })
}

/** The library's own readers differ between browser and Node; a Blob needs no more than this. */
const blobReader: FileReader = {
  openFile: async (blob: Blob): Promise<FileSource> => ({
    size: blob.size,
    slice: async (start, end) => ({ value: blob.slice(start, end), done: end >= blob.size }),
    close: () => {},
  }),
}

const UploadAnswer = v.object({
  code: v.string(),
  reason: v.optional(v.string()),
  permanent: v.fallback(v.boolean(), false),
})

function judge(error: Error | DetailedError): PhotoVerdict {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (!response) return { kind: 'later', fault: { code: LOCAL_FAULTS.NETWORK, message: error.message } }
  const body = v.safeParse(UploadAnswer, parsed(response.getBody()))
  const status = response.getStatus()
  const code = body.success ? body.output.code : codeOfStatus(status)
  const fault = { code, message: (body.success && body.output.reason) || `HTTP ${status}` }
  if (code === 'PHOTO_ALREADY_THERE') return { kind: 'received' }
  if (code === 'UNAUTHENTICATED' || status === 401) {
    return { kind: 'paused', fault: { ...fault, code: 'UNAUTHENTICATED' } }
  }
  if (status === 413) return { kind: 'refused', fault: { ...fault, code: 'PHOTO_TOO_LARGE' } }
  if (body.success && body.output.permanent) return { kind: 'refused', fault }
  return { kind: 'later', fault }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
