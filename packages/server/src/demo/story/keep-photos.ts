import { newId } from '../../platform/ids.ts'
import type { PhotoStorage } from '../../ports.ts'
import { drawPhoto } from '../photos/draw-photo.ts'
import type { PhotoScene } from '../photos/scenes.ts'

/** Draws the photos of one alert and keeps their files as an upload does. */
export function keepPhotos(storage: PhotoStorage, townId: string, scenes: readonly PhotoScene[]) {
  return Promise.all(
    scenes.map(async (scene, ordinal) => {
      const id = newId()
      const { full, thumbnail, width, height } = await drawPhoto(scene)
      await storage.put(`${townId}/${id}`, full)
      await storage.put(`${townId}/${id}.thumbnail`, thumbnail)
      return { id, ordinal, status: 'READY' as const, width, height, bytes: full.length }
    }),
  )
}
