import { Alert, Comment, HandlingStep, Photo } from './alerts/alert.entity.ts'
import { AlertEvent } from './alerts/alert-event.entity.ts'
import { Neighbourhood } from './communities/neighbourhood.entity.ts'
import { Town } from './communities/town.entity.ts'
import { Person } from './identity/person.entity.ts'
import { Delivery, PushSubscription } from './notifications/delivery.entity.ts'

/** Every entity of every domain, for the one connection they share. */
export const entities = [
  Town,
  Neighbourhood,
  Person,
  Alert,
  Photo,
  Comment,
  HandlingStep,
  AlertEvent,
  Delivery,
  PushSubscription,
]
