/**
 * What a resident can report. The words are ours; each maps to a CAP 1.2 category for exchange.
 * Source: OASIS Common Alerting Protocol 1.2, section 3.2.2.
 */
export const ALERT_CATEGORIES = [
  'SUSPICIOUS_ACTIVITY',
  'BURGLARY',
  'DANGER',
  'DAMAGE',
  'MISSING_PERSON',
  'LOST_ANIMAL',
  'FOUND_ANIMAL',
  'NUISANCE',
  'OTHER',
] as const
export type AlertCategory = (typeof ALERT_CATEGORIES)[number]

/** How far an alert has come; it only ever moves to the right. */
export const ALERT_STATUSES = ['REPORTED', 'ACKNOWLEDGED', 'ON_THE_WAY', 'RESOLVED'] as const
export type AlertStatus = (typeof ALERT_STATUSES)[number]

/** « Est-ce en train de se passer ? » */
export const HAPPENING_ANSWERS = ['NOW', 'OVER', 'UNSURE'] as const
export type Happening = (typeof HAPPENING_ANSWERS)[number]

/** « Quelqu’un est-il en danger ? » */
export const DANGER_ANSWERS = ['YES', 'UNSURE', 'NO'] as const
export type Danger = (typeof DANGER_ANSWERS)[number]

/** Where the position came from. `WORDS` has no coordinates and stands at the author's neighbourhood. */
export const POSITION_SOURCES = ['GPS', 'PIN', 'WORDS'] as const
export type PositionSource = (typeof POSITION_SOURCES)[number]

export const CAP_SEVERITIES = ['EXTREME', 'SEVERE', 'MODERATE', 'MINOR', 'UNKNOWN'] as const
export type CapSeverity = (typeof CAP_SEVERITIES)[number]
export const CAP_URGENCIES = ['IMMEDIATE', 'EXPECTED', 'FUTURE', 'PAST', 'UNKNOWN'] as const
export type CapUrgency = (typeof CAP_URGENCIES)[number]
export const CAP_CERTAINTIES = ['OBSERVED', 'LIKELY', 'POSSIBLE', 'UNLIKELY', 'UNKNOWN'] as const
export type CapCertainty = (typeof CAP_CERTAINTIES)[number]
export const CAP_CATEGORIES = ['SECURITY', 'SAFETY', 'RESCUE', 'OTHER'] as const
export type CapCategory = (typeof CAP_CATEGORIES)[number]

const CAP_CATEGORY_OF: Record<AlertCategory, CapCategory> = {
  SUSPICIOUS_ACTIVITY: 'SECURITY',
  BURGLARY: 'SECURITY',
  DAMAGE: 'SECURITY',
  DANGER: 'SAFETY',
  MISSING_PERSON: 'RESCUE',
  LOST_ANIMAL: 'OTHER',
  FOUND_ANIMAL: 'OTHER',
  NUISANCE: 'OTHER',
  OTHER: 'OTHER',
}

/** The CAP 1.2 reading of a report. */
export interface CapReading {
  category: CapCategory
  severity: CapSeverity
  urgency: CapUrgency
  certainty: CapCertainty
}

/**
 * Derives CAP 1.2's category, severity, urgency and certainty from the category and the two plain questions.
 * Nobody in the street is asked for a severity: they are asked whether it goes on and whether somebody is in danger.
 */
export function capReading(category: AlertCategory, happening: Happening, danger: Danger): CapReading {
  return {
    category: CAP_CATEGORY_OF[category],
    severity: severityOf(happening, danger),
    urgency: { NOW: 'IMMEDIATE', OVER: 'PAST', UNSURE: 'UNKNOWN' }[happening] as CapUrgency,
    certainty: happening === 'UNSURE' ? 'POSSIBLE' : 'OBSERVED',
  }
}

function severityOf(happening: Happening, danger: Danger): CapSeverity {
  if (danger === 'YES') return happening === 'NOW' ? 'EXTREME' : 'SEVERE'
  return danger === 'UNSURE' ? 'MODERATE' : 'MINOR'
}
