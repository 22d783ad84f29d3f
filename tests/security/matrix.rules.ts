import type { Role } from '@vigie/schema'

/** With whose eyes somebody sees an alert of the West of the first town. Written down here, not computed. */
export type Eyes = 'AUTHOR' | 'INSTITUTION' | 'WATCHER' | 'NEIGHBOUR' | 'NOBODY' | 'STRANGER'

/** Where somebody is, seen from the alert. */
export type Standing = 'its neighbourhood' | 'another neighbourhood' | 'another town'

/** What each role is to an alert: those who watch over the town have no neighbourhood. */
export const EYES: Record<Role, Record<Standing, Eyes>> = {
  RESIDENT: {
    'its neighbourhood': 'NEIGHBOUR',
    'another neighbourhood': 'NOBODY',
    'another town': 'NOBODY',
  },
  REFERENT: {
    'its neighbourhood': 'NEIGHBOUR',
    'another neighbourhood': 'NOBODY',
    'another town': 'NOBODY',
  },
  MODERATOR: {
    'its neighbourhood': 'WATCHER',
    'another neighbourhood': 'WATCHER',
    'another town': 'NOBODY',
  },
  TOWN_HALL_AGENT: {
    'its neighbourhood': 'INSTITUTION',
    'another neighbourhood': 'INSTITUTION',
    'another town': 'NOBODY',
  },
  POLICE_OFFICER: {
    'its neighbourhood': 'INSTITUTION',
    'another neighbourhood': 'INSTITUTION',
    'another town': 'NOBODY',
  },
  ADMINISTRATOR: {
    'its neighbourhood': 'WATCHER',
    'another neighbourhood': 'WATCHER',
    'another town': 'NOBODY',
  },
}

/** What comes of an operation. */
export type Outcome = 'done' | 'nothing' | 'refused' | 'signed out'

/** Operations about an alert: what comes of each, by eyes. */
const SEEING: Record<Eyes, Outcome> = {
  AUTHOR: 'done',
  INSTITUTION: 'done',
  WATCHER: 'done',
  NEIGHBOUR: 'done',
  NOBODY: 'nothing',
  STRANGER: 'signed out',
}
const HANDLING: Record<Eyes, Outcome> = {
  AUTHOR: 'refused',
  INSTITUTION: 'done',
  WATCHER: 'refused',
  NEIGHBOUR: 'refused',
  NOBODY: 'refused',
  STRANGER: 'signed out',
}
const SIGNED_IN: Record<Eyes, Outcome> = { ...SEEING, NOBODY: 'done' }
const ANYONE: Record<Eyes, Outcome> = { ...SIGNED_IN, STRANGER: 'done' }

/** Every operation of the schema. One that is missing here fails the test. */
export const OPERATIONS = {
  'Query.alert': SEEING,
  'Query.alerts': SEEING,
  'Query.myAlerts': { ...SEEING, INSTITUTION: 'nothing', WATCHER: 'nothing', NEIGHBOUR: 'nothing' },
  'Query.town': SIGNED_IN,
  'Query.viewer': { ...SIGNED_IN, STRANGER: 'nothing' },
  'Query.welcome': ANYONE,
  'Mutation.reportAlert': SIGNED_IN,
  'Mutation.commentAlert': { ...SEEING, NOBODY: 'refused' },
  'Mutation.acknowledgeAlert': HANDLING,
  'Mutation.resolveAlert': HANDLING,
  'Mutation.savePushSubscription': SIGNED_IN,
  // Nobody but its owner removes the author's device; `nothing` says so to all others.
  'Mutation.removePushSubscription': {
    ...SEEING,
    INSTITUTION: 'nothing',
    WATCHER: 'nothing',
    NEIGHBOUR: 'nothing',
  },
  'Mutation.setLocale': SIGNED_IN,
  'Subscription.alertStream': SEEING,
} as const satisfies Record<string, Record<Eyes, Outcome>>

/** Who gets the value of a field of an alert; the others get null, or another value where that is said. */
export type FieldRule =
  | 'whoever sees the alert'
  | 'author and institutions'
  | 'author'
  | 'the true one for author and institutions'
  /** Not reached from an alert; what comes of the operation decides. */
  | 'whoever may ask'

const ALL = 'whoever sees the alert'
const ASKED = 'whoever may ask'

/** Every field of every type but those of `Query`, `Mutation` and `Subscription`. */
export const FIELDS: Record<string, Record<string, FieldRule>> = {
  Alert: {
    id: ALL,
    category: ALL,
    description: ALL,
    place: ALL,
    position: ALL,
    neighbourhood: ALL,
    author: ALL,
    mine: 'author',
    claimedAt: ALL,
    reportedAt: ALL,
    happening: ALL,
    danger: ALL,
    cap: ALL,
    status: ALL,
    photos: ALL,
    commentCount: ALL,
    comments: ALL,
    handling: ALL,
    reach: 'author and institutions',
  },
  Position: {
    latitude: 'the true one for author and institutions',
    longitude: 'the true one for author and institutions',
    exact: 'the true one for author and institutions',
    radius: 'the true one for author and institutions',
  },
  HandlingStep: { id: ALL, status: ALL, by: ALL, at: ALL, note: 'author and institutions' },
  AlertReach: {
    neighbours: 'author and institutions',
    townHall: 'author and institutions',
    police: 'author and institutions',
    deliveries: 'author and institutions',
  },
  DeliveryTotals: {
    waiting: 'author and institutions',
    accepted: 'author and institutions',
    delivered: 'author and institutions',
    failed: 'author and institutions',
    skipped: 'author and institutions',
  },
  CapReading: { status: ALL, msgType: ALL, category: ALL, severity: ALL, urgency: ALL, certainty: ALL },
  Person: { id: ALL, name: ALL, role: ALL },
  Photo: { id: ALL, status: ALL, url: ALL, thumbnailUrl: ALL, width: ALL, height: ALL },
  Comment: { id: ALL, text: ALL, author: ALL, createdAt: ALL },
  CommentConnection: { edges: ALL, pageInfo: ALL },
  CommentEdge: { cursor: ALL, node: ALL },
  PageInfo: { hasNextPage: ALL, hasPreviousPage: ALL, startCursor: ALL, endCursor: ALL },
  Neighbourhood: { id: ALL, name: ALL, polygon: ALL },
  AlertConnection: { edges: ASKED, pageInfo: ASKED, streamCursor: ASKED },
  AlertEdge: { cursor: ASKED, node: ASKED },
  AlertStreamItem: { cursor: ASKED, reload: ASKED, event: ASKED },
  AlertEvent: { id: ASKED, kind: ASKED, at: ASKED, alert: ASKED, comment: ASKED },
  Town: {
    id: ASKED,
    inseeCode: ASKED,
    name: ASKED,
    policePhone: ASKED,
    townHallPhone: ASKED,
    contactEmail: ASKED,
    neighbourhoods: ASKED,
    boundary: ASKED,
    backdrop: ASKED,
  },
  Viewer: {
    id: ASKED,
    name: ASKED,
    role: ASKED,
    locale: ASKED,
    seesWholeTown: ASKED,
    handlesAlerts: ASKED,
    neighbourhood: ASKED,
    town: ASKED,
  },
  Welcome: {
    demo: ASKED,
    townName: ASKED,
    policePhone: ASKED,
    vapidPublicKey: ASKED,
    contractVersion: ASKED,
    contractMin: ASKED,
    demoAccounts: ASKED,
  },
  DemoAccount: { name: ASKED, email: ASKED, password: ASKED, role: ASKED, neighbourhood: ASKED },
  ReportAlertSuccess: { alert: ASKED, repeated: ASKED },
  CommentAlertSuccess: { comment: ASKED, alert: ASKED, repeated: ASKED },
  HandleAlertSuccess: { step: ASKED, alert: ASKED, repeated: ASKED },
  SavePushSubscriptionSuccess: { saved: ASKED },
  InvalidInput: { code: ASKED, message: ASKED, permanent: ASKED, field: ASKED },
  Refused: { code: ASKED, message: ASKED, permanent: ASKED },
}

export const PRIVILEGED: readonly Eyes[] = ['AUTHOR', 'INSTITUTION']
