import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'

/** The device's keys, base64url: an uncompressed point of P-256, and a 16-byte secret. */
export interface DeviceKeys {
  p256dh: string
  auth: string
}

/** What is drawn anew for every message; given only where a published example is to come out. */
interface Draw {
  sender: ECDH
  salt: Buffer
}

/** One record holds everything: push services take 4,096 bytes. */
const RECORD_SIZE = Buffer.from([0, 0, 0x10, 0])
const LAST_RECORD = Buffer.from([2])
const KEY_INFO = Buffer.from('WebPush: info\0')
const CONTENT_KEY = Buffer.from('Content-Encoding: aes128gcm\0')
const NONCE = Buffer.from('Content-Encoding: nonce\0')

// Making the object costs as much as making a key with it; each message makes its own key, and is done with it at once.
const curve = createECDH('prime256v1')

function draw(): Draw {
  curve.generateKeys()
  return { sender: curve, salt: randomBytes(16) }
}

/**
 * Encrypts one message for one device (RFC 8291, `aes128gcm` of RFC 8188), with a key pair and a salt of its own.
 * @throws Error with a code `ERR_CRYPTO_…` when the device's key is no point of the curve
 */
export function encryptMessage(payload: string, device: DeviceKeys, { sender, salt } = draw()): Buffer {
  const deviceKey = Buffer.from(device.p256dh, 'base64url')
  const senderKey = sender.getPublicKey()
  const shared = sender.computeSecret(deviceKey)
  const keyInfo = Buffer.concat([KEY_INFO, deviceKey, senderKey])
  const secret = derive(shared, Buffer.from(device.auth, 'base64url'), keyInfo, 32)
  const cipher = createCipheriv(
    'aes-128-gcm',
    derive(secret, salt, CONTENT_KEY, 16),
    derive(secret, salt, NONCE, 12),
  )
  const header = [salt, RECORD_SIZE, Buffer.from([senderKey.length]), senderKey]
  const record = [cipher.update(payload, 'utf8'), cipher.update(LAST_RECORD), cipher.final()]
  return Buffer.concat([...header, ...record, cipher.getAuthTag()])
}

const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))
