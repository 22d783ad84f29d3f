import { LIMITS } from '@vigie/schema'
import { type ImageType, imageDimensionsFromData } from 'image-dimensions'
import { PhotoProblem } from './photo-problem.ts'

/** HEIC keeps its sizes behind the colour profile; everything else tells them in the first bytes. */
const HEAD_BYTES = 512 * 1024

/**
 * Recognises a picture by its content and holds it to the limits before a browser unfolds it: a small file can
 * unfold to gigabytes. Errors: `PhotoProblem` TOO_LARGE, NOT_A_PHOTO, TOO_MANY_PIXELS.
 */
export async function recognisePhoto(file: Blob, name: string): Promise<ImageType> {
  if (file.size > LIMITS.photoBytesMax) throw new PhotoProblem('TOO_LARGE', name)
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const found = imageDimensionsFromData(head)
  if (!found) throw new PhotoProblem('NOT_A_PHOTO', name)
  if (found.width * found.height > LIMITS.photoPixelsMax) throw new PhotoProblem('TOO_MANY_PIXELS', name)
  return found.type
}
