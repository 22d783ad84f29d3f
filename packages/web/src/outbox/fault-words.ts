import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Fault } from './outbox-entry.ts'
import { OutboxError, type OutboxErrorCode } from './outbox-error.ts'

/** What happened, what it means, what can be done; by the code of the fault. */
const FAULTS: Record<string, MessageDescriptor> = {
  NETWORK: msg`Pas de réseau pour l’instant. Votre téléphone réessaie tout seul.`,
  UNREADABLE_ANSWER: msg`Un réseau répond à la place de Vigie, comme le font les wifis de gare ou d’hôtel. Connectez-vous à ce wifi ou quittez-le : l’envoi reprendra.`,
  UNAVAILABLE: msg`Vigie est momentanément indisponible. Votre téléphone réessaie tout seul.`,
  INTERNAL: msg`Vigie a rencontré une panne. Votre téléphone réessaie tout seul.`,
  RATE_LIMITED: msg`Beaucoup d’envois d’un coup. Votre téléphone attend un peu, puis réessaie.`,
  UNAUTHENTICATED: msg`Votre connexion a expiré. Reconnectez-vous : l’envoi partira aussitôt.`,
  CONTRACT_TOO_OLD: msg`Cette version de l’application est trop ancienne. Mettez-la à jour : l’envoi partira aussitôt.`,
  CONTRACT_TOO_NEW: msg`Vigie se met à jour. Votre téléphone réessaie tout seul.`,
  ID_CONFLICT: msg`Vigie connaît déjà cet envoi avec un autre contenu. Modifiez-le pour l’envoyer comme un nouveau.`,
  ALERT_NOT_FOUND: msg`L’alerte à laquelle il se rapporte n’existe pas, ou vous n’y avez plus accès.`,
  NOT_ALLOWED: msg`Votre compte ne permet pas cet envoi.`,
  FORBIDDEN: msg`Votre compte ne permet pas cet envoi.`,
  ALREADY_RESOLVED: msg`L’alerte est déjà terminée : rien ne peut plus y être ajouté.`,
  BAD_REQUEST: msg`Vigie n’a pas compris cet envoi. Mettez l’application à jour, puis réessayez.`,
  PART_MISSING: msg`Une partie de Vigie manque sur ce téléphone. Avec du réseau, rechargez l’application : l’envoi reprendra.`,
  PHOTO_REFUSED: msg`Cette photo n’a pas pu être lue par Vigie.`,
  PHOTO_TOO_LARGE: msg`Cette photo est trop lourde.`,
  PHOTO_LOST: msg`Le navigateur a perdu cette photo. Décrivez en commentaire ce qu’elle montrait.`,
}

const FIELDS: Record<string, MessageDescriptor> = {
  description: msg`La description n’a pas été acceptée. Modifiez-la, puis renvoyez.`,
  text: msg`Le texte n’a pas été accepté.`,
  note: msg`La note n’a pas été acceptée.`,
  place: msg`Le lieu n’a pas été accepté. Précisez-le, puis renvoyez.`,
  coordinates: msg`La position n’a pas été acceptée. Placez-la de nouveau, puis renvoyez.`,
  claimedAt: msg`L’heure n’a pas été acceptée. Corrigez-la, puis renvoyez.`,
}

/** The words for a fault of an entry or a photo; a code this app does not know keeps the server's own sentence. */
export function faultWords(fault: Fault): MessageDescriptor | string {
  if (fault.code === 'INVALID_INPUT') {
    return (
      FIELDS[fault.field ?? ''] ?? msg`Un champ n’a pas été accepté. Modifiez votre envoi, puis renvoyez-le.`
    )
  }
  return (
    FAULTS[fault.code] ??
    (fault.message || msg`Une erreur inconnue s’est produite. Votre téléphone réessaie tout seul.`)
  )
}

const STORAGE: Record<OutboxErrorCode, MessageDescriptor> = {
  STORAGE_FULL: msg`Ce téléphone n’a plus de place. Retirez une photo ou libérez de l’espace, puis réessayez : votre texte est toujours là.`,
  STORAGE_DEAD: msg`Le navigateur a coupé l’accès à sa mémoire. Fermez complètement l’application et rouvrez-la : ce qui était enregistré y est encore.`,
  STORAGE_NEWER: msg`Une version plus récente de l’application est ouverte dans un autre onglet. Rechargez cette page pour continuer.`,
  STORAGE_REFUSED: msg`Ce navigateur ne laisse rien enregistrer, comme en navigation privée. Ouvrez Vigie dans une fenêtre ordinaire.`,
  NOBODY_SIGNED_IN: msg`Connectez-vous pour enregistrer votre envoi.`,
  ALREADY_SAVED: msg`Ce signalement a déjà été envoyé depuis un autre onglet. Retrouvez-le dans « Mes envois ».`,
  ENTRY_GONE: msg`Cet envoi n’est plus sur ce téléphone.`,
  NOT_EDITABLE: msg`Cet envoi est peut-être déjà arrivé : il ne peut plus être modifié avant la réponse de Vigie.`,
  DRAFT_IN_PROGRESS: msg`Un brouillon est déjà commencé. Envoyez-le ou jetez-le d’abord.`,
}

/** The words for what the phone itself could not do. */
export function failureWords(error: unknown): MessageDescriptor {
  if (error instanceof OutboxError) return STORAGE[error.code]
  return msg`L’enregistrement a échoué pour une raison inconnue. Réessayez ; ne fermez pas cette page.`
}
