import { useEffect, useState } from 'react'
import { useLiveAlerts } from '../live/use-live-alerts.ts'
import { isSevere } from '../severity.ts'

const CHOICE = 'vigie.chime'

/** A short sound when an alert arrives: off until somebody turns it on, on this device. */
export function useChime(): { on: boolean; turn: (on: boolean) => void } {
  const live = useLiveAlerts()
  const [on, setOn] = useState(() => localStorage.getItem(CHOICE) === 'on')
  useEffect(() => {
    if (!on) return
    return live?.stream.onEvent(({ kind, alert }) => {
      if (kind === 'REPORTED' && !alert.mine) ring(isSevere(alert) ? 2 : 1)
    })
  }, [live, on])
  return {
    on,
    turn(next) {
      localStorage.setItem(CHOICE, next ? 'on' : 'off')
      setOn(next)
      // Heard at once, so that the volume can be set; and browsers allow sound only after a tap.
      if (next) ring(1)
    },
  }
}

/** Soft tones of a third of a second; two for somebody in danger. */
function ring(times: number): void {
  const audio = new AudioContext()
  for (let time = 0; time < times; time++) {
    const start = audio.currentTime + time * 0.4
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: 660 })
    const loudness = new GainNode(audio, { gain: 0 })
    loudness.gain.setValueAtTime(0, start)
    loudness.gain.linearRampToValueAtTime(0.2, start + 0.03)
    loudness.gain.linearRampToValueAtTime(0, start + 0.33)
    tone.connect(loudness).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.35)
  }
  setTimeout(() => void audio.close(), times * 400 + 500)
}
