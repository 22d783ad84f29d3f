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

/** Three quarters of the 72 dpi at which an SVG's units are pixels: as sharp as a phone needs, in half the time. */
const DENSITY = 54

/** Draws a scene as the JPEG files that an upload would have left. */
export async function drawPhoto(scene: PhotoScene): Promise<DrawnPhoto> {
  const { data, info } = await sharp(Buffer.from(SCENES[scene]), { density: DENSITY })
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true })
  const edge = LIMITS.thumbnailEdge
  return {
    full: await sharp(data).jpeg({ quality: 80 }).toBuffer(),
    thumbnail: await sharp(data).resize(edge, edge, { fit: 'inside' }).jpeg({ quality: 70 }).toBuffer(),
    width: info.width,
    height: info.height,
  }
}
