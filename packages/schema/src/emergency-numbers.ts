/** One number to dial in an emergency; `href` is a `tel:` or `sms:` link. */
export interface EmergencyNumber {
  readonly number: string
  readonly href: string
  readonly label: { readonly fr: string; readonly en: string }
}

/**
 * The national emergency numbers, in the order they are shown above every place where an alert begins.
 * 114 takes SMS and is for people who cannot hear or speak, or must not be heard.
 * Source: https://www.service-public.fr/particuliers/vosdroits/F33954
 */
export const EMERGENCY_NUMBERS: readonly EmergencyNumber[] = [
  { number: '17', href: 'tel:17', label: { fr: 'Police secours', en: 'Police' } },
  { number: '18', href: 'tel:18', label: { fr: 'Pompiers', en: 'Fire brigade' } },
  { number: '15', href: 'tel:15', label: { fr: 'SAMU', en: 'Ambulance' } },
  {
    number: '112',
    href: 'tel:112',
    label: { fr: 'Urgences, toute l’Europe', en: 'Any emergency, all of Europe' },
  },
  { number: '114', href: 'sms:114', label: { fr: 'par SMS, sans parler', en: 'by SMS, without speaking' } },
]
