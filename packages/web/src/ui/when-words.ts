const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * When something was, in words: relative up to an hour, then exact.
 * « à l’instant », « il y a 5 min », « à 21 h 04 », « hier à 8 h 30 », « lundi à 14 h 00 »,
 * « le 3 novembre à 9 h 15 ». A time slightly ahead of this clock is « à l’instant »: clocks differ.
 * `locale` is the app's (`fr`, `en`); days and hours are those of this device's time zone.
 */
export function whenWords(at: Date, now: Date, locale: string): string {
  const age = now.getTime() - at.getTime()
  const french = locale.startsWith('fr')
  if (age > -5 * MINUTE && age < MINUTE) return french ? 'à l’instant' : 'just now'
  if (age > 0 && age < HOUR) {
    return new Intl.RelativeTimeFormat(dateTag(locale), { style: 'short' }).format(
      -Math.floor(age / MINUTE),
      'minute',
    )
  }
  const day = dayWords(at, now, dateTag(locale))
  if (day === null) return french ? `à ${clockWords(at, locale)}` : `at ${clockWords(at, locale)}`
  return french ? `${day} à ${clockWords(at, locale)}` : `${day} at ${clockWords(at, locale)}`
}

/** English here is European: the day before the month, 24 hours. */
export function dateTag(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

/** The hour alone: « 21 h 04 », “21:04”. */
export function clockWords(at: Date, locale: string): string {
  const minutes = String(at.getMinutes()).padStart(2, '0')
  return locale.startsWith('fr')
    ? `${at.getHours()}\u00a0h\u00a0${minutes}`
    : `${String(at.getHours()).padStart(2, '0')}:${minutes}`
}

/** How long something has lasted, coarsely: « 12 min », « 3 h », « 2 j ». For tables, where room is short. */
export function ageWords(from: Date, now: Date, locale: string): string {
  const age = Math.max(0, now.getTime() - from.getTime())
  const [amount, unit] =
    age < HOUR
      ? ([age / MINUTE, 'minute'] as const)
      : age < 2 * DAY
        ? ([age / HOUR, 'hour'] as const)
        : ([age / DAY, 'day'] as const)
  return new Intl.NumberFormat(dateTag(locale), { style: 'unit', unit, unitDisplay: 'short' }).format(
    Math.floor(amount),
  )
}

/** Null is today: the hour alone says it. */
function dayWords(at: Date, now: Date, locale: string): string | null {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY)
  if (days === 0) return null
  if (days === 1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')
    return word.replace("'", '’')
  }
  if (days > 1 && days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at)
  const sameYear = at.getFullYear() === now.getFullYear()
  const date = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
  return locale.startsWith('fr') ? `le ${date}` : date
}

/** Local midnight; a day that is an hour shorter or longer is evened out by the rounding above. */
function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
}
