import { LIMITS } from '@vigie/schema'
import { PhotoProblem } from './photo-problem.ts'
import { recognisePhoto } from './recognise-photo.ts'

/** A face or a number plate stays legible, and four photos stay below 2 MB. */
const JPEG_QUALITY = 0.85

/**
 * Makes the photo that leaves the phone: a new JPEG of at most `LIMITS.photoEdge` px, drawn from the picture's
 * points alone. Place, time, device and everything else that the file carried stays behind.
 * Errors: `PhotoProblem`.
 */
export async function preparePhoto(file: Blob, name: string): Promise<Blob> {
  const type = await recognisePhoto(file, name)
  const picture = await decode(file).catch(() => {
    throw new PhotoProblem(type === 'heic' ? 'UNREADABLE_HEIC' : 'UNREADABLE', name)
  })
  try {
    const scale = Math.min(1, LIMITS.photoEdge / Math.max(picture.width, picture.height))
    const width = Math.max(1, Math.round(picture.width * scale))
    const height = Math.max(1, Math.round(picture.height * scale))
    return await draw(picture, width, height)
  } catch {
    throw new PhotoProblem('UNREADABLE', name)
  } finally {
    picture.close()
  }
}

/** Upright: which way the camera was held is metadata too, and goes. */
function decode(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file, { imageOrientation: 'from-image' })
}

async function draw(picture: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  // What was transparent would turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, width, height)
  const photo = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY),
  )
  // iOS gives the canvas's memory back only when it has no size left.
  canvas.width = 0
  if (!photo) throw new Error('no JPEG')
  return photo
}
