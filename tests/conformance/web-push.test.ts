import { createECDH, randomBytes } from 'node:crypto'
import { encryptMessage } from '@vigie/server/adapters/push-encryption.ts'
import { createVapid } from '@vigie/server/adapters/vapid.ts'
import { decrypt } from 'http_ece'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newVapidKeys, verifyVapid } from '../testkit/vapid.ts'

/** RFC 8291, section 5 and appendix A. */
const EXAMPLE = {
  plaintext: 'When I grow up, I want to be a watermelon',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  senderPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  device: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  message:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

const device = { p256dh: EXAMPLE.device, auth: EXAMPLE.auth }

function exampleDraw() {
  const sender = createECDH('prime256v1')
  sender.setPrivateKey(EXAMPLE.senderPrivate, 'base64url')
  return { sender, salt: Buffer.from(EXAMPLE.salt, 'base64url') }
}

describe('RFC 8291: message encryption', () => {
  test('the example of section 5 comes out byte for byte', () => {
    const message = encryptMessage(EXAMPLE.plaintext, device, exampleDraw())
    expect(message.toString('base64url')).toBe(EXAMPLE.message)
  })

  test.each(['plaintext', 'auth', 'device', 'salt', 'senderPrivate'] as const)(
    'with another %s it does not (control)',
    (changed) => {
      const other = createECDH('prime256v1')
      const { sender, salt } = exampleDraw()
      const message = encryptMessage(
        changed === 'plaintext' ? 'When I grow up' : EXAMPLE.plaintext,
        {
          p256dh: changed === 'device' ? other.generateKeys('base64url') : EXAMPLE.device,
          auth: changed === 'auth' ? randomBytes(16).toString('base64url') : EXAMPLE.auth,
        },
        {
          sender: changed === 'senderPrivate' ? withNewKey() : sender,
          salt: changed === 'salt' ? randomBytes(16) : salt,
        },
      )
      expect(message.toString('base64url')).not.toBe(EXAMPLE.message)
    },
  )

  test('a library of others reads what we write, from nothing to as much as fits', () => {
    for (const length of [0, 1, 15, 16, 17, 1_000, 3_993]) {
      const { key, keys } = aDevice()
      const text = 'é'.repeat(length >> 1).padEnd(length >> 1, 'x') + 'x'.repeat(length % 2)
      const message = encryptMessage(text, keys)
      expect(message.length).toBeLessThanOrEqual(4_096)
      const read = decrypt(message, {
        version: 'aes128gcm',
        privateKey: key,
        authSecret: Buffer.from(keys.auth, 'base64url'),
      })
      expect(read.toString()).toBe(text)
    }
  })

  test('every message has a key pair and a salt of its own, for the same device too', () => {
    const { keys } = aDevice()
    const messages = Array.from({ length: 500 }, () => encryptMessage('x', keys))
    expect(new Set(messages.map((it) => it.toString('hex', 0, 16))).size).toBe(500)
    expect(new Set(messages.map((it) => it.toString('hex', 21, 86))).size).toBe(500)
  })

  test('a device’s key that is no point of the curve is an error, not a message', () => {
    const keys = { ...aDevice().keys, p256dh: Buffer.alloc(65, 4).toString('base64url') }
    expect(() => encryptMessage('x', keys)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^ERR_CRYPTO/) }),
    )
  })
})

describe('RFC 8292: who sends', () => {
  const keys = newVapidKeys()
  const FCM = 'https://fcm.googleapis.com'
  const authorizationFor = createVapid({ ...keys, subject: 'mailto:vigie@town.test' })

  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T20:00:00Z'), toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  test('is signed by ES256 for the service’s origin, for less than a day, with somebody to write to', () => {
    expect(verifyVapid(authorizationFor(FCM), FCM)).toEqual({
      publicKey: keys.publicKey,
      subject: 'mailto:vigie@town.test',
    })
  })

  test('is signed once for many messages, and anew for another service (control)', () => {
    expect(authorizationFor(FCM)).toBe(authorizationFor(FCM))
    const mozilla = 'https://updates.push.services.mozilla.com'
    expect(() => verifyVapid(authorizationFor(FCM), mozilla)).toThrow('meant for')
    expect(verifyVapid(authorizationFor(mozilla), mozilla)).toBeDefined()
  })

  test('is valid at every hour of a week, though it is remembered', () => {
    const headers = new Set<string>()
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      vi.setSystemTime(Date.now() + 3_600_000)
      const header = authorizationFor(FCM)
      expect(verifyVapid(header, FCM)).toBeDefined()
      headers.add(header)
    }
    expect(headers.size).toBeLessThan(20)
  })

  test('one that is a day old is refused, and so is a forged one (control)', () => {
    const header = authorizationFor(FCM)
    const [, token = ''] = /t=([^,]+)/.exec(header) ?? []
    const [head, claims, signature] = token.split('.')
    const forged = Buffer.from(JSON.stringify({ aud: FCM, exp: 4e9, sub: 'mailto:x@y.z' })).toString(
      'base64url',
    )
    expect(() => verifyVapid(`vapid t=${head}.${forged}.${signature}, k=${keys.publicKey}`, FCM)).toThrow(
      'signature',
    )
    expect(claims).not.toBe(forged)
    vi.setSystemTime(Date.now() + 86_400_000)
    expect(() => verifyVapid(header, FCM)).toThrow('expired')
  })
})

function withNewKey() {
  const key = createECDH('prime256v1')
  key.generateKeys()
  return key
}

function aDevice() {
  const key = withNewKey()
  const auth = randomBytes(16).toString('base64url')
  return { key, keys: { p256dh: key.getPublicKey('base64url'), auth } }
}
