import {
  ALERT_CATEGORIES,
  ALERT_STATUSES,
  CAP_CATEGORIES,
  CAP_CERTAINTIES,
  CAP_SEVERITIES,
  CAP_URGENCIES,
  DANGER_ANSWERS,
  HAPPENING_ANSWERS,
  POSITION_SOURCES,
} from '@vigie/schema'
import { registerEnumType } from 'type-graphql'
import { asEnum } from '../identity/identity.type.ts'
import { ALERT_EVENT_KINDS } from './alert-event.entity.ts'

/** Registers an enum with a description for the type and for each of its values. */
function describe<Value extends string>(
  values: readonly Value[],
  name: string,
  description: string,
  valueDescriptions: Record<Value, string>,
) {
  const object = asEnum(values)
  const valuesConfig = Object.fromEntries(
    values.map((value) => [value, { description: valueDescriptions[value] }]),
  ) as Record<Value, { description: string }>
  registerEnumType(object, { name, description, valuesConfig })
  return object
}

export const AlertCategoryEnum = describe(ALERT_CATEGORIES, 'AlertCategory', 'What is reported.', {
  SUSPICIOUS_ACTIVITY: 'Something unusual: a behaviour, a vehicle, a noise.',
  BURGLARY: 'A break-in, attempted or done.',
  DANGER: 'A danger for people: fire, gas, a fallen cable, a road hazard.',
  DAMAGE: 'Damage to things, public or private.',
  MISSING_PERSON: 'Somebody is missing.',
  LOST_ANIMAL: 'An animal is lost.',
  FOUND_ANIMAL: 'An animal was found.',
  NUISANCE: 'Noise, rubbish, an obstructed pavement.',
  OTHER: 'Anything else worth telling the neighbours.',
})

export const AlertStatusEnum = describe(ALERT_STATUSES, 'AlertStatus', 'How far an alert has come.', {
  REPORTED: 'Received; nobody has taken it up yet.',
  ACKNOWLEDGED: 'Seen by the police or the town hall.',
  ON_THE_WAY: 'A patrol is on the way.',
  RESOLVED: 'Closed.',
})

export const HappeningEnum = describe(HAPPENING_ANSWERS, 'Happening', 'Is it going on?', {
  NOW: 'Going on while it was reported.',
  OVER: 'Over.',
  UNSURE: 'The reporter cannot tell.',
})

export const DangerEnum = describe(DANGER_ANSWERS, 'DangerAnswer', 'Is somebody in danger?', {
  YES: 'Somebody is in danger.',
  UNSURE: 'The reporter cannot tell.',
  NO: 'Nobody is in danger.',
})

export const PositionSourceEnum = describe(
  POSITION_SOURCES,
  'PositionSource',
  'Where a position came from.',
  {
    GPS: 'The phone’s position.',
    PIN: 'A pin on the map.',
    WORDS: 'No coordinates: a place in words.',
  },
)

export const PhotoStatusEnum = describe(
  ['AWAITED', 'READY', 'REFUSED'] as const,
  'PhotoStatus',
  'State of a photo.',
  {
    AWAITED: 'Announced by the report, not uploaded yet.',
    READY: 'Uploaded, checked, stripped of metadata.',
    REFUSED: 'Not an acceptable picture.',
  },
)

export const AlertEventKindEnum = describe(
  ALERT_EVENT_KINDS,
  'AlertEventKind',
  'What happened to an alert.',
  {
    REPORTED: 'It was received.',
    PHOTO_ADDED: 'One of its photos arrived.',
    COMMENTED: 'Somebody commented.',
    ACKNOWLEDGED: 'Police or town hall have seen it.',
    ON_THE_WAY: 'A patrol is on the way.',
    RESOLVED: 'It was closed.',
  },
)

export const CapStatusEnum = describe(
  ['ACTUAL', 'EXERCISE', 'TEST'] as const,
  'CapStatus',
  'CAP 1.2 status.',
  {
    ACTUAL: 'Real.',
    EXERCISE: 'Part of an exercise.',
    TEST: 'A technical test.',
  },
)

export const CapMsgTypeEnum = describe(
  ['ALERT', 'UPDATE', 'CANCEL'] as const,
  'CapMsgType',
  'CAP 1.2 msgType.',
  {
    ALERT: 'First information.',
    UPDATE: 'Replaces an earlier message.',
    CANCEL: 'Withdraws an earlier message.',
  },
)

export const CapCategoryEnum = describe(CAP_CATEGORIES, 'CapCategory', 'CAP 1.2 category.', {
  SECURITY: 'Law enforcement and security.',
  SAFETY: 'General emergency and public safety.',
  RESCUE: 'Rescue and recovery.',
  OTHER: 'Other events.',
})

export const CapSeverityEnum = describe(CAP_SEVERITIES, 'CapSeverity', 'CAP 1.2 severity.', {
  EXTREME: 'Extraordinary threat to life or property.',
  SEVERE: 'Significant threat.',
  MODERATE: 'Possible threat.',
  MINOR: 'Minimal or no known threat.',
  UNKNOWN: 'Not known.',
})

export const CapUrgencyEnum = describe(CAP_URGENCIES, 'CapUrgency', 'CAP 1.2 urgency.', {
  IMMEDIATE: 'Act now.',
  EXPECTED: 'Act within the hour.',
  FUTURE: 'Act in the near future.',
  PAST: 'No longer required.',
  UNKNOWN: 'Not known.',
})

export const CapCertaintyEnum = describe(CAP_CERTAINTIES, 'CapCertainty', 'CAP 1.2 certainty.', {
  OBSERVED: 'Has occurred or is going on.',
  LIKELY: 'More likely than not.',
  POSSIBLE: 'Possible but not likely.',
  UNLIKELY: 'Not expected to occur.',
  UNKNOWN: 'Not known.',
})
