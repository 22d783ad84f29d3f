import type { StoryTime } from './story.ts'

const MINUTE = 60_000

/** Minutes that Paris is ahead of UTC at this instant. */
function offsetOfParis(at: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  const [, hours = '0', minutes = '0'] = /GMT\+(\d\d):(\d\d)/.exec(parts?.value ?? '') ?? []
  return Number(hours) * 60 + Number(minutes)
}

/**
 * The instant of a story's time, in milliseconds.
 * @param now the instant at which the demo is made
 */
export function instantOf(when: StoryTime, now: number): number {
  if ('minutesAgo' in when) return now - when.minutesAgo * MINUTE
  const [hours = 0, minutes = 0] = when.at.split(':').map(Number)
  const parisNow = now + offsetOfParis(now) * MINUTE
  const midnight = Math.floor(parisNow / (1440 * MINUTE)) * 1440 * MINUTE
  const paris = midnight - when.daysAgo * 1440 * MINUTE + (hours * 60 + minutes) * MINUTE
  return paris - offsetOfParis(paris) * MINUTE
}
