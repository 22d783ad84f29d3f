import type { FastifyInstance } from 'fastify'
import { seesPhoto } from '../alerts/find-photo.ts'
import type { Auth } from '../identity/auth.ts'
import { asViewer } from '../identity/context.ts'
import { loadViewer } from '../identity/load-viewer.ts'
import type { App } from '../platform/app.ts'
import { isId } from '../platform/ids.ts'

/** Serves photos to those who see their alert. The app keeps them itself, where signing out wipes them. */
export function registerPhotos(server: FastifyInstance, app: App, auth: Auth): void {
  for (const suffix of ['', '/thumbnail']) {
    server.get<{ Params: { id: string } }>(`/api/photos/:id${suffix}`, async (request, reply) => {
      const viewer = await loadViewer(app, auth, request.headers)
      if (!viewer) return reply.code(401).send({ code: 'UNAUTHENTICATED' })
      const { id } = request.params
      const visible = isId(id) && (await asViewer(viewer, () => seesPhoto(app.orm.em.fork(), viewer, id)))
      const key = `${viewer.townId}/${id}${suffix ? '.thumbnail' : ''}`
      const bytes = visible ? await app.photos.get(key) : null
      if (!bytes) return reply.code(404).send({ code: 'PHOTO_NOT_FOUND' })
      return (
        reply
          .type('image/jpeg')
          .header('cache-control', 'private, no-store')
          // Opened by itself it is a picture in an empty room, whatever its bytes may say.
          .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
          .header('content-disposition', 'inline; filename="photo.jpg"')
          .send(Buffer.from(bytes))
      )
    })
  }
}
