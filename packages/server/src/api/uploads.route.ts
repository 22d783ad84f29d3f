import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { LIMITS } from '@vigie/schema'
import type { FastifyInstance } from 'fastify'
import { attachPhoto, NO_PHOTO } from '../alerts/attach-photo.ts'
import { mayUploadPhoto } from '../alerts/find-photo.ts'
import type { Auth } from '../identity/auth.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { isOwnOrigin } from './origin.ts'

/** Milliseconds after which an unfinished upload is thrown away. */
const EXPIRY_MS = 7 * 86_400_000

/** What tus answers with when a hook throws it. */
class UploadRefusal extends Error {
  readonly status_code: number
  readonly body: string

  constructor(status: number, code: string, permanent: boolean, reason?: string) {
    super(code)
    this.status_code = status
    this.body = JSON.stringify({ code, permanent, reason })
  }
}

type TusRequest = Parameters<NonNullable<ConstructorParameters<typeof TusServer>[0]['onIncomingRequest']>>[0]
type TusUpload = Awaited<ReturnType<FileStore['getUpload']>>

/** Takes photos in resumable pieces (tus 1.0) at `/api/uploads`. See docs/OUTBOX.md. */
export async function registerUploads(server: FastifyInstance, app: App, auth: Auth): Promise<void> {
  const directory = join(app.config.dataDir, 'uploads')
  await mkdir(directory, { recursive: true })
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: EXPIRY_MS })

  const viewerOf = async (request: TusRequest): Promise<Viewer> => {
    const viewer = await loadViewer(app, auth, request.headers)
    if (!viewer) throw new UploadRefusal(401, 'UNAUTHENTICATED', false)
    return viewer
  }
  const finish = async (viewer: Viewer, upload: TusUpload) => {
    const bytes = await readFile(join(directory, upload.id))
    const result = await attachPhoto(app, viewer, upload.metadata?.photoId ?? '', bytes)
    await store.remove(upload.id)
    if (result.outcome === 'refused') throw new UploadRefusal(422, 'PHOTO_REFUSED', true, result.reason)
  }

  const tus = new TusServer({
    path: '/api/uploads',
    datastore: store,
    maxSize: LIMITS.photoBytesMax,
    relativeLocation: true,
    respectForwardedHeaders: false,
    async onIncomingRequest(request, uploadId) {
      const viewer = await viewerOf(request)
      if (request.method === 'POST') return
      const upload = await store.getUpload(uploadId)
      if (upload.metadata?.owner !== viewer.personId) throw new UploadRefusal(404, 'UPLOAD_NOT_FOUND', true)
      // The last piece arrived but the server died before it could look at the picture: the phone asks, we finish.
      if (request.method === 'HEAD' && upload.offset === upload.size) {
        await finish(viewer, upload)
        throw new UploadRefusal(409, 'PHOTO_ALREADY_THERE', true)
      }
    },
    async onUploadCreate(request, upload) {
      const viewer = await viewerOf(request)
      const { photoId, alertId } = upload.metadata ?? {}
      if (!upload.size || !photoId || !alertId) throw new UploadRefusal(400, 'BAD_REQUEST', true)
      const permission = await mayUploadPhoto(app.orm.em.fork(), viewer, alertId, photoId)
      if (permission === 'no such alert') throw new UploadRefusal(409, 'ALERT_NOT_FOUND', false)
      if (permission === 'refused before') throw new UploadRefusal(422, 'PHOTO_REFUSED', true, NO_PHOTO)
      if (permission === 'already there') throw new UploadRefusal(409, 'PHOTO_ALREADY_THERE', true)
      return { metadata: { photoId, alertId, owner: viewer.personId } }
    },
    async onUploadFinish(request, upload) {
      await finish(await viewerOf(request), upload)
      return {}
    },
    onResponseError(_request, error) {
      if (error instanceof UploadRefusal || !(error instanceof Error)) return undefined
      app.log.error({ err: error }, 'upload fault')
      return { status_code: 503, body: JSON.stringify({ code: 'UNAVAILABLE', permanent: false }) }
    },
  })

  const sweep = setInterval(() => void tus.cleanUpExpiredUploads().catch(() => undefined), 3_600_000)
  server.addHook('onClose', async () => clearInterval(sweep))
  server.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  const route = { method: ['POST', 'HEAD', 'PATCH', 'OPTIONS', 'DELETE'] as const, exposeHeadRoute: false }
  for (const url of ['/api/uploads', '/api/uploads/:id']) {
    server.route({
      ...route,
      method: [...route.method],
      url,
      async handler(request, reply) {
        const { publicUrl, publicUrlGiven } = app.config
        if (!isOwnOrigin(request.headers, publicUrl, publicUrlGiven)) {
          return reply.code(403).send({ code: 'FORBIDDEN', permanent: true })
        }
        reply.hijack()
        await tus.handle(request.raw, reply.raw)
      },
    })
  }
}
