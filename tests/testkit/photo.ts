import sharp from 'sharp'

/** A JPEG as a phone takes it, with where it was taken hidden inside. */
export async function aPhotoWithPosition(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await sharp({
    create: { width: 2400, height: 1800, channels: 3, background: { r: 40, g: 70, b: 90 } },
  })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '48/1 54/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '2/1 28/1 0/1',
      },
    })
    .toBuffer()
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer }
}
