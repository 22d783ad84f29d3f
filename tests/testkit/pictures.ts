import sharp from 'sharp'

/** A photo as a phone takes it: JPEG, with the place and the phone in its EXIF. */
export function aPhoto(width = 640, height = 480): Promise<Buffer> {
  return noise(width, height)
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Make: 'Telltale', Model: 'Phone 7', Software: 'secret-app' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '48/1 55/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '0/1 6/1 30/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>telltale</secret></x:xmpmeta>')
    .toBuffer()
}

/** Pixels that no codec makes small. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })

/** A picture that is small in bytes and large in pixels. */
export const aFlatPicture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#246' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer()
