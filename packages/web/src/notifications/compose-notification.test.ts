import type { PushPayload } from '@vigie/schema'
import { describe, expect, it } from 'vitest'
import { composeNotification } from './compose-notification.ts'

const ORIGIN = 'https://vigie.example'
const compose = (message: unknown) => composeNotification(JSON.stringify(message), ORIGIN, 'fr-FR')

const message = (changed: Partial<PushPayload['notification']> = {}): PushPayload => ({
  web_push: 8030,
  notification: {
    title: 'New alert in your neighbourhood',
    lang: 'en',
    navigate: '/alertes/a1',
    tag: 'alert-a1',
    data: { alertId: 'a1', eventId: 'e1' },
    ...changed,
  },
})

describe('a push message', () => {
  it('is shown in its own language, grouped by its alert, and opens it', () => {
    expect(compose(message())).toEqual({
      title: 'New alert in your neighbourhood',
      lang: 'en',
      tag: 'alert-a1',
      path: '/alertes/a1',
      about: { alertId: 'a1', eventId: 'e1' },
    })
  })

  it.each([
    ['an address of ours', `${ORIGIN}/alertes/a1?depuis=notification`, '/alertes/a1?depuis=notification'],
    ['another host', 'https://elsewhere.example/alertes/a1', '/'],
    ['another scheme', 'javascript:alert(1)', '/'],
    ['a host without a scheme', '//elsewhere.example/', '/'],
    ['no address at all', 'https://', '/'],
  ])('never leads out of the app: %s', (_what, navigate, path) => {
    expect(compose(message({ navigate })).path).toBe(path)
  })

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['something else', '{"notification":{"title":"x"}}'],
  ])('that cannot be read is shown all the same: %s', (_what, text) => {
    expect(composeNotification(text, ORIGIN, 'fr-FR')).toMatchObject({
      title: 'Vigie',
      body: 'Il y a du nouveau dans votre quartier.',
      tag: 'vigie',
      path: '/',
      about: null,
    })
    expect(composeNotification(text, ORIGIN, 'en-GB').lang).toBe('en')
  })
})
