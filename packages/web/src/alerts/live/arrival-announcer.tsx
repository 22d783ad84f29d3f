import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect, useEffectEvent, useRef } from 'react'
import { CATEGORIES } from '../../ui/category.tsx'
import { announce } from '../../ui/live-region.tsx'
import { spoken } from '../../ui/status-pill.tsx'
import { headlineOf } from '../headline.ts'
import type { StreamEvent } from './alert-stream.ts'
import { useLiveAlerts } from './use-live-alerts.ts'

/** What comes within this is said in one sentence: a catch-up must not talk for minutes. */
const GATHER_MS = 1200

/** Reads arriving alerts aloud: politely, and at once only when somebody is in danger now. Shows nothing. */
export function ArrivalAnnouncer() {
  const { t } = useLingui()
  const live = useLiveAlerts()
  const waiting = useRef<string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  function sentenceOf({ kind, alert }: StreamEvent): string | null {
    const headline = headlineOf(alert.description)
    if (kind === 'REPORTED' && !alert.mine) {
      const category = t(CATEGORIES[alert.category].word)
      const place = alert.neighbourhood.name
      return t`Nouvelle alerte, ${category}, ${place} : ${headline}`
    }
    const step = kind === 'ACKNOWLEDGED' || kind === 'ON_THE_WAY' || kind === 'RESOLVED'
    if (!step || !alert.mine) return null
    const state = t(spoken(alert.status, alert.handling.at(-1)?.by.role ?? null).word)
    return t`Votre alerte « ${headline} » : ${state}`
  }

  const take = useEffectEvent((event: StreamEvent) => {
    const sentence = sentenceOf(event)
    if (!sentence) return
    if (event.kind === 'REPORTED' && event.alert.cap.severity === 'EXTREME') {
      announce(sentence, 'assertive')
      return
    }
    waiting.current.push(sentence)
    timer.current ??= setTimeout(tell, GATHER_MS)
  })

  const tell = useEffectEvent(() => {
    timer.current = undefined
    const sentences = waiting.current.splice(0)
    const [only] = sentences
    if (sentences.length === 1 && only) announce(only)
    else announce(plural(sentences.length, { one: '# nouvelle', other: '# nouvelles des alertes' }))
  })

  useEffect(() => {
    const stop = live?.stream.onEvent((event) => take(event))
    return () => {
      stop?.()
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [live])
  return null
}
