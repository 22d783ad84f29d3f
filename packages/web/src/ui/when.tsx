import { useLingui } from '@lingui/react'
import { useNow } from './use-now.ts'
import { dateTag, whenWords } from './when-words.ts'

interface WhenProps {
  /** ISO 8601. */
  at: string
  className?: string
}

/** A moment in words that stay true while the screen is open; the full date is its tooltip. */
export function When({ at, className }: WhenProps) {
  const { i18n } = useLingui()
  const now = useNow()
  const date = new Date(at)
  const full = date.toLocaleString(dateTag(i18n.locale), { dateStyle: 'full', timeStyle: 'short' })
  return (
    <time dateTime={at} title={full} className={className}>
      {whenWords(date, new Date(now), i18n.locale)}
    </time>
  )
}
