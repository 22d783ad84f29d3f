import { LIMITS } from '@vigie/schema'
import sharp from 'sharp'
import { type PhotoScene, SCENES } from './scenes.ts'

export interface DrawnPhoto {
  full: Uint8Array
  thumbnail: Uint8Array
  /** Pixels of the full picture. */
  width: number
  height: number
}

/** Draws a scene as the JPEG files that an upload would have left. */
export async function drawPhoto(scene: PhotoScene): Promise<DrawnPhoto> {
  const { svg, width, height } = SCENES[scene]
  const drawn = await sharp(Buffer.from(svg)).png({ compressionLevel: 0 }).toBuffer()
  const edge = LIMITS.thumbnailEdge
  return {
    full: await sharp(drawn).jpeg({ quality: 80 }).toBuffer(),
    thumbnail: await sharp(drawn).resize(edge, edge, { fit: 'inside' }).jpeg({ quality: 70 }).toBuffer(),
    width,
    height,
  }
}
