import { randomUUID } from 'node:crypto'
import { CORNER } from './town.seed.ts'

/** The web app asks for the alert as its author sees it. */
export const REPORT = /* GraphQL */ `
  mutation ReportAlert($input: ReportAlertInput!) {
    reportAlert(input: $input) {
      __typename
      ... on ReportAlertSuccess { repeated alert { id status } }
      ... on InvalidInput { code field message permanent }
      ... on Refused { code message permanent }
    }
  }
`

/** A report somewhere in the seeded town. */
export const aReport = (n: number) => ({
  id: uuidv7(),
  category: 'SUSPICIOUS_ACTIVITY',
  description: `Deux personnes essaient les portières des voitures garées, lampe à la main. Signalement ${n}.`,
  happening: 'NOW',
  danger: 'NO',
  positionSource: 'GPS',
  coordinates: {
    latitude: CORNER.latitude + ((n * 7919) % 8000) / 1e5,
    longitude: CORNER.longitude + ((n * 104_729) % 20_000) / 1e5,
  },
  place: null,
  claimedAt: new Date().toISOString(),
  savedAt: new Date().toISOString(),
  photoIds: [],
})

/** An id as a phone makes it (RFC 9562). */
export function uuidv7(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
