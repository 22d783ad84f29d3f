import { join } from 'node:path'
import { Server as TusServer } from '@tus/server'
import { LIMITS } from '@vigie/schema'
import type { FastifyInstance } from 'fastify'
import { attachPhoto, type PhotoOutcome, REFUSED_BECAUSE } from '../alerts/attach-photo.ts'
import { mayUploadPhoto } from '../alerts/find-photo.ts'
import type { Auth } from '../identity/auth.ts'
import { asViewer } from '../identity/context.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { isOwnOrigin } from './origin.ts'
import { TooManyUploads, UploadStore } from './upload-store.ts'

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
type TusUpload = Awaited<ReturnType<UploadStore['getUpload']>>

/** Takes photos in resumable pieces (tus 1.0) at `/api/uploads`. See docs/OUTBOX.md. */
export async function registerUploads(server: FastifyInstance, app: App, auth: Auth): Promise<void> {
  const store = await UploadStore.open(join(app.config.dataDir, 'uploads'))
  const viewers = new WeakMap<TusRequest, Viewer>()
  /** Photos that are being looked at: who asks again meanwhile gets the same answer and no second look. */
  const looks = new Map<string, Promise<PhotoOutcome>>()

  const viewerOf = async (request: TusRequest): Promise<Viewer> => {
    const viewer = viewers.get(request) ?? (await loadViewer(app, auth, Object.fromEntries(request.headers)))
    if (!viewer) throw new UploadRefusal(401, 'UNAUTHENTICATED', false)
    viewers.set(request, viewer)
    return viewer
  }
  const look = async (viewer: Viewer, { id, metadata }: TusUpload): Promise<PhotoOutcome> => {
    const outcome = await asViewer(viewer, () =>
      attachPhoto(app, viewer, metadata?.photoId ?? '', store.pathOf(id)),
    )
    await store.remove(id)
    return outcome
  }
  const finish = async (viewer: Viewer, upload: TusUpload) => {
    const looking = looks.get(upload.id) ?? look(viewer, upload).finally(() => looks.delete(upload.id))
    looks.set(upload.id, looking)
    const result = await looking
    if (result.outcome === 'refused') throw new UploadRefusal(422, 'PHOTO_REFUSED', true, result.reason)
  }

  const tus = new TusServer({
    path: '/api/uploads',
    datastore: store,
    maxSize: LIMITS.photoBytesMax,
    relativeLocation: true,
    respectForwardedHeaders: false,
    namingFunction: async (request) => store.nameFor(await viewerOf(request)),
    async onIncomingRequest(request, uploadId) {
      const viewer = await viewerOf(request)
      if (!store.isOf(viewer, uploadId)) throw new UploadRefusal(404, 'UPLOAD_NOT_FOUND', true)
      if (request.method === 'POST') return
      const upload = await store.getUpload(uploadId)
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
      const permission = await asViewer(viewer, () =>
        mayUploadPhoto(app.orm.em.fork(), viewer, alertId, photoId),
      )
      if (permission === 'no such alert') throw new UploadRefusal(409, 'ALERT_NOT_FOUND', false)
      if (permission === 'refused before') {
        throw new UploadRefusal(422, 'PHOTO_REFUSED', true, REFUSED_BECAUSE.UNREADABLE)
      }
      if (permission === 'already there') throw new UploadRefusal(409, 'PHOTO_ALREADY_THERE', true)
      return { metadata: { photoId, alertId } }
    },
    async onUploadFinish(request, upload) {
      await finish(await viewerOf(request), upload)
      return {}
    },
    onResponseError(_request, error) {
      // Refusals of ours and of the protocol say by themselves how they are answered.
      if (!(error instanceof Error) || 'status_code' in error) return undefined
      if (error instanceof TooManyUploads) {
        return { status_code: 429, body: JSON.stringify({ code: 'RATE_LIMITED', permanent: false }) }
      }
      app.log.error({ err: error }, 'upload fault')
      return { status_code: 503, body: JSON.stringify({ code: 'UNAVAILABLE', permanent: false }) }
    },
  })

  const sweep = () => store.sweep().catch((err) => app.log.error({ err }, 'uploads not swept'))
  void sweep()
  const sweeping = setInterval(sweep, 3_600_000)
  server.addHook('onClose', async () => clearInterval(sweeping))
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
