import { createHash } from 'node:crypto'
import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { ReportAlertPayload } from '@vigie/schema'
import type { Viewer } from '../identity/viewer.ts'
import type { App } from '../platform/app.ts'
import { InvalidInput, parseInput, type Refused, refuse, refuseField } from '../platform/refusals.ts'
import { ReportAlertSuccess } from './alert-results.type.ts'
import { keepReport } from './keep-reports.ts'
import type { Report } from './report-rows.ts'
import { toAlert } from './to-alert.ts'

/**
 * Takes a resident's report: parse → keep the alert, its event and its jobs in one transaction → answer.
 * The id is the idempotency key: a repeat gets the answer of the first time.
 * @returns the alert, or a typed refusal (INVALID_INPUT, ID_CONFLICT)
 */
export async function reportAlert(
  app: App,
  viewer: Viewer,
  input: unknown,
): Promise<ReportAlertSuccess | InvalidInput | Refused> {
  const payload = parseInput(ReportAlertPayload, input)
  if (payload instanceof InvalidInput) return payload
  const report = { viewer, payload, contentHash: hashOf(payload) }
  try {
    return await answer(app, report)
  } catch (error) {
    // The alert's own id was free: one of its photos has an id that was used before.
    if (error instanceof UniqueConstraintViolationException) return conflict()
    throw error
  }
}

async function answer(app: App, report: Report): Promise<ReportAlertSuccess | InvalidInput | Refused> {
  const kept = await keepReport(app, report)
  if (!kept) {
    return refuseField('coordinates', 'Placez un repère sur la carte : votre compte n’a pas de quartier.')
  }
  const { row, isNew } = kept
  const isSame = row.author_id === report.viewer.personId && row.content_hash === report.contentHash
  if (!isNew && !isSame) return conflict()
  return Object.assign(new ReportAlertSuccess(), { alert: toAlert(row, 'AUTHOR'), repeated: !isNew })
}

const conflict = () => refuse('ID_CONFLICT', 'Cet identifiant a déjà servi pour un autre signalement.')

function hashOf(payload: ReportAlertPayload): string {
  const canonical = JSON.stringify(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(canonical).digest('hex')
}
