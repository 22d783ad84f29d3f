import { LIMITS } from '@vigie/schema'
import { describe, expect, it } from 'vitest'
import { recognisePhoto } from './recognise-photo.ts'

const blob = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => new Blob(parts)

function png(width: number, height: number) {
  const bytes = new Uint8Array(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  return bytes
}

describe('a photo is recognised by its content', () => {
  it('whatever it is called', async () => {
    expect(await recognisePhoto(blob(png(640, 480)), 'facture.pdf')).toBe('png')
  })

  it.each([
    ['a page that calls itself a JPEG', blob('<!doctype html><script>alert(1)</script>')],
    ['a drawing that can carry scripts', blob('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', blob()],
  ])('%s is none', async (_what, file) => {
    await expect(recognisePhoto(file, 'photo.jpg')).rejects.toMatchObject({
      code: 'NOT_A_PHOTO',
      file: 'photo.jpg',
    })
  })
})

describe('a photo is held to the limits before it is unfolded', () => {
  it('a small file that would unfold to 40,000 × 40,000', async () => {
    await expect(recognisePhoto(blob(png(40_000, 40_000)), 'x.png')).rejects.toMatchObject({
      code: 'TOO_MANY_PIXELS',
    })
  })

  it('one that is just small enough passes', async () => {
    expect(await recognisePhoto(blob(png(8000, 5000)), 'x.png')).toBe('png')
  })

  it('one of more than 10 MB is not even read', async () => {
    const large = new Blob([png(10, 10), new Uint8Array(LIMITS.photoBytesMax)])
    await expect(recognisePhoto(large, 'x.png')).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })
})
