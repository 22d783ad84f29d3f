import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { LIMITS } from '@vigie/schema'
import sharp from 'sharp'
import * as bytes from './hostile-bytes.ts'
import { aFlatPicture, aPhoto } from './pictures.ts'

const { marked, segment, TELLTALE, withChunks, withSegments } = bytes

/** A file that somebody sends as a photo, and what must become of it: drawn anew, or refused. */
export interface Sample {
  name: string
  fate: 'drawn' | 'refused'
  make(): Buffer | Promise<Buffer>
}

const PAGE = `<html><script>alert('${TELLTALE}')</script></html>`
const PDF = `%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(${TELLTALE})>>>>endobj\n%%EOF`
const plain = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#357' } })
const jpeg = () => plain().jpeg().toBuffer()
const png = () => plain().png().toBuffer()
const webp = () => plain().webp({ lossless: true }).toBuffer()
const avif = () => plain().avif({ effort: 0 }).toBuffer()
const svg = (inside: string, before = '') =>
  Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48">${inside}</svg>`)
const followedBy = async (picture: Promise<Buffer>, ...more: (Buffer | string)[]) =>
  Buffer.concat([await picture, ...more.map((it) => Buffer.from(it))])
const precededBy = async (before: Buffer | string, picture: Promise<Buffer>) =>
  Buffer.concat([Buffer.from(before), await picture])
const inside = async (...segments: Buffer[]) => withSegments(await jpeg(), ...segments)
const half = async (picture: Promise<Buffer>) => (await picture).subarray(0, (await picture).length >> 1)
const text = (name: string, size: number) =>
  Buffer.concat([Buffer.from(`${name}\0${TELLTALE}`), Buffer.alloc(size, 'x')])
const drawn = (name: string, make: Sample['make']): Sample => ({ name, fate: 'drawn', make })
const refused = (name: string, make: Sample['make']): Sample => ({ name, fate: 'refused', make })

/** Files that are two things at once. */
const POLYGLOTS: Sample[] = [
  drawn('a JPEG and a PDF', () => followedBy(inside(segment(0xfe, Buffer.from(PDF))), PDF)),
  drawn('a JPEG and a ZIP', () => followedBy(jpeg(), bytes.zip('evil.js', marked()))),
  drawn('a GIF and a JAR', () =>
    followedBy(Promise.resolve(bytes.gif(1)), bytes.zip('META-INF/MANIFEST.MF', marked())),
  ),
  drawn('a PNG and a page', () => followedBy(png(), PAGE)),
  drawn('a WebP and a page', () => followedBy(webp(), PAGE)),
  drawn('a page inside a JPEG', () => inside(segment(0xfe, Buffer.from(PAGE)))),
  drawn('PHP inside a JPEG', () => inside(segment(0xfe, marked(`<?php system('${TELLTALE}') ?>`)))),
  drawn('two JPEGs, the second with its place', async () => followedBy(jpeg(), await aPhoto(), marked())),
  drawn('a megabyte behind a JPEG', () => followedBy(jpeg(), randomBytes(2 ** 20), marked())),
  refused('a page and a PNG', () => precededBy(PAGE, png())),
  refused('a ZIP and a JPEG', () => precededBy(bytes.zip('a.txt', marked()), jpeg())),
  refused('a PDF and a JPEG', () => precededBy(PDF, jpeg())),
]

/** What pictures say beside what they show. */
const METADATA: Sample[] = [
  drawn('EXIF with GPS', () => aPhoto()),
  drawn('a thumbnail in the EXIF', async () =>
    inside(bytes.exifWithThumbnail(await inside(segment(0xfe, marked())))),
  ),
  drawn('a maker’s own EXIF', () =>
    inside(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0'), marked()]))),
  ),
  drawn('XMP', () => inside(segment(0xe1, marked(`http://ns.adobe.com/xap/1.0/\0<x>${TELLTALE}</x>`)))),
  drawn('extended XMP', () =>
    inside(segment(0xe1, marked(`http://ns.adobe.com/xmp/extension/\0${TELLTALE}`))),
  ),
  drawn('IPTC', () => inside(bytes.iptc(marked()))),
  drawn('an ICC profile that is none', () =>
    inside(bytes.iccProfile(Buffer.concat([Buffer.alloc(128), marked()]))),
  ),
  drawn('a hundred segments of 60 kB', () =>
    inside(...Array.from({ length: 100 }, () => segment(0xe9, Buffer.alloc(60_000, TELLTALE)))),
  ),
  drawn('EXIF in a PNG', async () => withChunks(await png(), ['eXIf', marked(`II*\0\x08\0\0\0${TELLTALE}`)])),
  drawn('a PNG’s text', async () =>
    withChunks(await png(), ['tEXt', text('Comment', 0)], ['iTXt', marked(`a\0\0\0\0\0${TELLTALE}`)]),
  ),
  drawn('five megabytes of a PNG’s text', async () =>
    withChunks(await png(), ['tEXt', text('Comment', 5e6)]),
  ),
  drawn('a WebP’s EXIF and XMP', () =>
    plain()
      .withExif({ IFD0: { Make: TELLTALE } })
      .withXmp(`<x>${TELLTALE}</x>`)
      .webp()
      .toBuffer(),
  ),
  drawn('an AVIF’s EXIF', () =>
    plain()
      .withExif({ IFD0: { Make: TELLTALE } })
      .avif({ effort: 0 })
      .toBuffer(),
  ),
  drawn('a GIF’s comment', () => bytes.gif(1)),
]

/** Small on the wire, large in memory or in time. */
const BOMBS: Sample[] = [
  refused('a PNG of 40,000 × 40,000', () => bytes.blackPng(40_000, 40_000)),
  refused('a PNG that only says so', () => bytes.blackPng(40_000, 40_000, false)),
  refused('a PNG as wide as can be', () => bytes.blackPng(2 ** 31 - 1, 1, false)),
  refused('a JPEG of 65,500 × 65,500', () => bytes.jpegHeader(65_500, 65_500)),
  // Only the frame is drawn, whatever the screen says.
  drawn('a GIF with a screen of 65,535 × 65,535', () => bytes.gif(1, 16, 16, [65_535, 65_535])),
  refused('a WebP of 16,383 × 16,383', () => bytes.webpHeader(16_383, 16_383)),
  refused('forty megapixels and a row', () => aFlatPicture(8_000, 5_001)),
  refused('forty megapixels and one', () => aFlatPicture(754_717, 53)),
  drawn('forty megapixels', () => aFlatPicture(8_000, 5_000)),
  drawn('100 MB of compressed text', async () =>
    withChunks(await png(), ['zTXt', bytes.compressed('Comment', Buffer.alloc(1e8, TELLTALE))]),
  ),
  drawn('100 MB of compressed profile', async () =>
    withChunks(await png(), ['iCCP', bytes.compressed('icc', Buffer.alloc(1e8, TELLTALE))]),
  ),
  drawn('a GIF of 3,000 frames', () => bytes.gif(3_000)),
  drawn('an APNG of 3,000 frames', async () => bytes.animatedPng(await png(), 3_000)),
  drawn('a WebP of 3,000 frames', async () =>
    bytes.animatedWebp(await plain().resize(48, 48).webp({ lossless: true }).toBuffer(), 3_000, 48),
  ),
  refused('a gzip bomb', () => gzipSync(Buffer.alloc(1e8), { level: 9 })),
  drawn('exactly ten megabytes', async () =>
    followedBy(jpeg(), Buffer.alloc(LIMITS.photoBytesMax - (await jpeg()).length, TELLTALE)),
  ),
]
/** What is no picture that we read, whatever its name. */
const DISGUISED: Sample[] = [
  refused('SVG with a script', () => svg(`<script>${TELLTALE}</script>`)),
  refused('SVG with an external entity', () =>
    svg('<text>&x;</text>', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  ),
  refused('SVG that fetches', () =>
    svg('<image href="http://169.254.169.254/latest/meta-data/" width="9" height="9"/>'),
  ),
  refused('SVG, compressed', () => gzipSync(svg('<rect width="9" height="9"/>'))),
  refused('a TIFF', () => plain().tiff().toBuffer()),
  refused('a BMP', () => Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])),
  refused('an icon', async () =>
    precededBy(Buffer.from([0, 0, 1, 0, 1, 0, 64, 48, 0, 0, 1, 0, 32, 0, 0, 1, 0, 0, 22, 0, 0, 0]), png()),
  ),
  refused('HEIC without a picture', () => bytes.ftyp('heic')),
  refused('a film', () => bytes.ftyp('isom')),
  refused('a PDF', () => Buffer.from(PDF)),
  refused('PostScript', () => Buffer.from('%!PS\n(/etc/passwd) (r) file')),
  refused('ImageMagick’s language', () =>
    Buffer.from(`push graphic-context\nfill 'url(https://${TELLTALE}/)'\npop graphic-context`),
  ),
  refused('a portable pixmap', () =>
    Buffer.concat([Buffer.from('P6 64 48 255\n'), Buffer.alloc(64 * 48 * 3)]),
  ),
  refused('libvips’ own format', () =>
    Buffer.concat([Buffer.from([0x08, 0xf2, 0xa6, 0xb6]), Buffer.alloc(4_000)]),
  ),
  refused('a program', () => Buffer.concat([Buffer.from('\x7fELF'), randomBytes(2_000)])),
  refused('a text', () => Buffer.from(`Ceci n’est pas une photo. ${TELLTALE}`.repeat(50))),
  refused('a thousand zeros', () => Buffer.alloc(1_000)),
  refused('one byte', () => Buffer.from([0xff])),
  refused('noise', () => randomBytes(4_000)),
  drawn('an AVIF that is called a JPEG', () => avif()),
]

/** Pictures that somebody damaged. */
const BROKEN: Sample[] = [
  refused('half a JPEG', () => half(aPhoto())),
  refused('half a PNG', () => half(aFlatPicture(900, 900))),
  refused('half a WebP', () => half(plain().resize(600, 600).webp().toBuffer())),
  refused('the beginning of an AVIF', async () => (await avif()).subarray(0, 120)),
  refused('a JPEG’s first two bytes', () => Buffer.from([0xff, 0xd8])),
  refused('a PNG’s signature', async () => (await png()).subarray(0, 8)),
  refused('a PNG whose pixels are not', async () => {
    const broken = Buffer.from(await aFlatPicture(300, 300))
    randomBytes(100).copy(broken, broken.indexOf('IDAT') + 10)
    return broken
  }),
  refused('a JPEG whose sizes are not', async () => inside(Buffer.from([0xff, 0xe5, 0xff, 0xff]))),
]

/** Every sample; the tests count them. */
export const SAMPLES: Sample[] = [...POLYGLOTS, ...METADATA, ...BOMBS, ...DISGUISED, ...BROKEN]
