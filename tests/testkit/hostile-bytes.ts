import { crc32, deflateSync } from 'node:zlib'

/** Planted wherever a format keeps something beside the picture; must be in nothing that is served. */
export const TELLTALE = 'TELLTALE-48.9104-0.1107'
export const marked = (text = TELLTALE) => Buffer.from(text)

const be16 = (value: number) => Buffer.from([value >> 8, value & 255])
const be32 = (value: number) =>
  Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255])
const le16 = (value: number) => Buffer.from([value & 255, (value >> 8) & 255])
const le24 = (value: number) => Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255])
const le32 = (value: number) => Buffer.concat([le16(value & 0xffff), le16(value >>> 16)])
const join = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((it) => (typeof it === 'string' ? Buffer.from(it, 'latin1') : it)))

/** A segment of a JPEG: `0xe1` is APP1, `0xfe` a comment. */
export const segment = (marker: number, data: Buffer) =>
  join(Buffer.from([0xff, marker]), be16(data.length + 2), data)

/** A JPEG with more segments than it had. */
export const withSegments = (jpeg: Buffer, ...segments: Buffer[]) =>
  join(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2))

/** EXIF whose second directory is a small picture of its own. */
export function exifWithThumbnail(thumbnail: Buffer): Buffer {
  const entry = (tag: number, value: number) => join(le16(tag), le16(4), le32(1), le32(value))
  const first = join(le16(0), le32(14))
  const second = join(le16(2), entry(0x0201, 44), entry(0x0202, thumbnail.length), le32(0))
  return segment(0xe1, join('Exif\0\0', 'II*\0', le32(8), first, second, thumbnail))
}

/** Adobe's block in which newspapers keep captions (IPTC). */
export const iptc = (caption: Buffer) => {
  const record = join(Buffer.from([0x1c, 2, 120]), be16(caption.length), caption)
  return segment(0xed, join('Photoshop 3.0\0', '8BIM', be16(0x0404), be16(0), be32(record.length), record))
}

export const iccProfile = (data: Buffer) => segment(0xe2, join('ICC_PROFILE\0', Buffer.from([1, 1]), data))

const chunk = (type: string, data: Buffer) => {
  const body = join(type, data)
  return join(be32(data.length), body, be32(crc32(body)))
}

/** A PNG with more chunks than it had, after its header. */
export const withChunks = (png: Buffer, ...chunks: [type: string, data: Buffer][]) =>
  join(png.subarray(0, 33), ...chunks.map(([type, data]) => chunk(type, data)), png.subarray(33))

/** A chunk whose text is small on the wire: `zTXt`, `iCCP`. */
export const compressed = (name: string, text: Buffer) => join(name, '\0\0', deflateSync(text, { level: 9 }))

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A PNG of one bit a pixel, all black; `data` false leaves out what the header promises. */
export function blackPng(width: number, height: number, data = true): Buffer {
  const header = join(be32(width), be32(height), Buffer.from([1, 0, 0, 0, 0]))
  const rows = data
    ? deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 1 })
    : Buffer.alloc(0)
  return join(SIGNATURE, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0)))
}

/** The PNG once more and once more, as an animation. */
export function animatedPng(png: Buffer, frames: number): Buffer {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const idat = png.indexOf('IDAT') - 4
  const data = png.subarray(idat + 8, idat + 8 + png.readUInt32BE(idat))
  const control = (sequence: number) =>
    chunk(
      'fcTL',
      join(be32(sequence), be32(width), be32(height), be32(0), be32(0), be16(1), be16(10), be16(0)),
    )
  const more = Array.from({ length: frames - 1 }, (_, index) => [
    control(2 * index + 1),
    chunk('fdAT', join(be32(2 * index + 2), data)),
  ])
  const begin = join(chunk('acTL', join(be32(frames), be32(0))), control(0))
  const end = png.subarray(png.length - 12)
  return join(png.subarray(0, idat), begin, png.subarray(idat, png.length - 12), ...more.flat(), end)
}

/** A GIF89a of one colour, as often as `frames`, with a comment and a screen of any size. */
export function gif(frames: number, width = 16, height = 16, screen = [width, height]): Buffer {
  const palette = Buffer.from([255, 0, 0, 0, 255, 0])
  // One code per pixel of four bits, cleared before the table would grow.
  const pixels = Buffer.from([2, ...lzw(width * height)])
  const frame = join(
    Buffer.from([0x21, 0xf9, 4, 4, 1, 0, 0, 0]),
    join(Buffer.from([0x2c, 0, 0, 0, 0]), le16(width), le16(height), Buffer.from([0])),
    pixels,
  )
  const head = join('GIF89a', le16(screen[0] ?? 0), le16(screen[1] ?? 0), Buffer.from([0x80, 0, 0]), palette)
  const comment = join(Buffer.from([0x21, 0xfe, TELLTALE.length]), marked(), Buffer.from([0]))
  return join(head, comment, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b]))
}

function lzw(pixels: number): number[] {
  const codes: number[] = []
  for (let index = 0; index < pixels; index += 1) codes.push(...(index % 2 === 0 ? [4, 0] : [0]))
  codes.push(5)
  const bits = codes.map((code) => code.toString(2).padStart(3, '0').split('').toReversed().join('')).join('')
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((it) => Number.parseInt([...it].toReversed().join(''), 2))
  const blocks: number[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const block = bytes.slice(at, at + 255)
    blocks.push(block.length, ...block)
  }
  return [...blocks, 0]
}

const riff = (...chunks: Buffer[]) => {
  const body = join('WEBP', ...chunks)
  return join('RIFF', le32(body.length), body)
}
const riffChunk = (type: string, data: Buffer) =>
  join(type, le32(data.length), data, Buffer.alloc(data.length % 2))

/** The still WebP once more and once more, as an animation. */
export function animatedWebp(still: Buffer, frames: number, edge: number): Buffer {
  const canvas = join(Buffer.from([2, 0, 0, 0]), le24(edge - 1), le24(edge - 1))
  const picture = still.subarray(12)
  const place = join(le24(0), le24(0), le24(edge - 1), le24(edge - 1), le24(20), Buffer.from([0]))
  const all = Array.from({ length: frames }, () => riffChunk('ANMF', join(place, picture)))
  return riff(riffChunk('VP8X', canvas), riffChunk('ANIM', join(le32(0), le16(0))), ...all)
}

/** A header alone, as MPEG-4 and HEIC files begin. */
export const ftyp = (brand: string) =>
  join(be32(24), 'ftyp', brand, be32(0), brand, 'mif1', Buffer.alloc(400))

/** What names itself a JPEG of any size, and has no picture. */
export const jpegHeader = (width: number, height: number) =>
  join(
    Buffer.from([0xff, 0xd8]),
    segment(0xc0, join(Buffer.from([8]), be16(height), be16(width), Buffer.from([1, 1, 0x11, 0]))),
    Buffer.from([0xff, 0xd9]),
  )

/** Lossless WebP says its size in fourteen bits each. */
export const webpHeader = (width: number, height: number) => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE((((height - 1) << 14) | (width - 1)) >>> 0)
  return riff(riffChunk('VP8L', join(Buffer.from([0x2f]), size, Buffer.alloc(64))))
}

/** A ZIP with one file that is stored as it is. */
export function zip(name: string, data: Buffer): Buffer {
  const facts = join(
    le16(0),
    le32(0),
    le32(crc32(data)),
    le32(data.length),
    le32(data.length),
    le16(name.length),
  )
  const local = join('PK\x03\x04', le16(20), le16(0), facts, le16(0), name, data)
  const central = join('PK\x01\x02', le16(20), le16(20), le16(0), facts, Buffer.alloc(16), name)
  const end = join(
    'PK\x05\x06',
    Buffer.alloc(4),
    le16(1),
    le16(1),
    le32(central.length),
    le32(local.length),
    le16(0),
  )
  return join(local, central, end)
}
