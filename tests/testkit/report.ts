import type { ReportAlertPayload } from '@vigie/schema'
import { newId } from '@vigie/server/platform/ids.ts'

/** A valid report; a test names only what matters to it. */
export const aReport = (overrides: Partial<ReportAlertPayload> = {}): ReportAlertPayload => ({
  id: newId(),
  category: 'SUSPICIOUS_ACTIVITY',
  description: 'Deux personnes essaient les portières des voitures garées, lampe à la main.',
  happening: 'NOW',
  danger: 'NO',
  positionSource: 'WORDS',
  coordinates: null,
  place: 'devant le 12 rue des Tilleuls',
  claimedAt: '2026-11-22T21:04:00.000Z',
  savedAt: '2026-11-22T21:04:30.000Z',
  photoIds: [],
  ...overrides,
})
