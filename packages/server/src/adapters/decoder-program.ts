import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { DecodedPhoto, PhotoRefusal } from '../ports.ts'
import type { DecodeRequest } from './decoder-process.ts'

/**
 * The process that reads strangers' files: no secrets in its environment, a memory ceiling set by who started it,
 * killed when it takes too long. It answers one request at a time and ends with the API.
 */
const KINDS = ['jpeg', 'png', 'webp', 'gif', 'heif']

// Answering people comes before drawing pictures.
setPriority(5)
sharp.cache(false)
sharp.concurrency(1)
// Every reader of libvips but these is locked: SVG, PDF, TIFF and the rest are not even looked at.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

async function decode(request: DecodeRequest): Promise<DecodedPhoto | { refused: PhotoRefusal }> {
  const bytes = await readFile(request.file)
  try {
    const source = sharp(bytes, { limitInputPixels: request.pixelsMax, failOn: 'error', pages: 1 })
    const { format }: Metadata = await source.metadata()
    if (!KINDS.includes(format)) return { refused: 'UNREADABLE' }
    const { data: full, info } = await draw(source.rotate(), request.edge, 80)
    const { data: thumbnail } = await draw(sharp(full), request.thumbnailEdge, 70)
    return { full, thumbnail, width: info.width, height: info.height }
  } catch (error) {
    return { refused: refusalOf(error) }
  }
}

/** Nothing but the pixels goes over: sharp writes metadata only where it is asked to. */
const draw = (picture: Sharp, edge: number, quality: number) =>
  picture
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality, mozjpeg: true })
    .toBuffer({ resolveWithObject: true })

function refusalOf(error: unknown): PhotoRefusal {
  const { message } = error as Error
  if (/pixel limit/.test(message)) return 'TOO_MANY_PIXELS'
  return /memory/i.test(message) ? 'TOO_DEMANDING' : 'UNREADABLE'
}

process.on('message', (request: DecodeRequest) => {
  decode(request).then(
    (answer) => process.send?.(answer),
    () => process.send?.({ gone: true }),
  )
})
// Ctrl-C and a service manager's stop reach every process at once, and a photo is not refused for that.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('disconnect', () => process.exit())
process.send?.('ready')
