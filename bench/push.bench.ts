import { type ChildProcess, execFileSync, fork, spawnSync } from 'node:child_process'
import { createECDH, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWebPush } from '@vigie/server/adapters/push.web-push.ts'
import { encryptMessage } from '@vigie/server/adapters/push-encryption.ts'
import { createVapid } from '@vigie/server/adapters/vapid.ts'
import webPush from 'web-push'
import { type BenchOptions, median, type Result, ratioOf } from './benchkit/bench.ts'

export const name = 'push'
export const description =
  'encrypted and signed messages per second of CPU, beside web-push used naively and bare ECDH; and delivered ones'

/** As long as a message of ours. */
const PAYLOAD = 'x'.repeat(330)
const SERVICE = 'https://fcm.googleapis.com'
const SUBJECT = 'mailto:bench@vigie.test'
const PER_CPU = 'messages per CPU second'
const vapid = webPush.generateVAPIDKeys()

export async function run({ runs, long }: BenchOptions): Promise<Result> {
  const seconds = long ? 5 : 2
  const devices = Array.from({ length: 500 }, aDevice)
  const authorizationFor = createVapid({ ...vapid, subject: SUBJECT })
  const naively = (index: number) =>
    webPush.generateRequestDetails({ endpoint: `${SERVICE}/x`, keys: at(devices, index) }, PAYLOAD, {
      vapidDetails: { ...vapid, subject: SUBJECT },
      contentEncoding: 'aes128gcm',
    })
  const ours = (index: number) => {
    authorizationFor(SERVICE)
    encryptMessage(PAYLOAD, at(devices, index))
  }
  const signedOnce = (index: number) => {
    authorizationFor(SERVICE)
    const { p256dh, auth } = at(devices, index)
    webPush.encrypt(p256dh, auth, PAYLOAD, 'aes128gcm')
  }
  const sink = await startSink()
  const figures = {
    naive: [] as number[],
    ours: [] as number[],
    signedOnce: [] as number[],
    ecdh: [] as number[],
    sentNaively: [] as number[],
    sentByUs: [] as number[],
  }
  for (let turn = 0; turn < runs; turn += 1) {
    figures.naive.push(perCpuSecond(naively, seconds))
    figures.ours.push(perCpuSecond(ours, seconds))
    figures.signedOnce.push(perCpuSecond(signedOnce, seconds))
    figures.ecdh.push(ecdhBySpeed(seconds))
    figures.sentNaively.push(await delivered(naiveSender(sink), devices, seconds))
    figures.sentByUs.push(await delivered(ourSender(sink), devices, seconds))
  }
  sink.stop()
  const overNaive = ratioOf('Vigie ÷ web-push naively', figures.ours, figures.naive)
  return {
    subjects: [
      { name: 'Vigie: encrypted and signed', figures: { [PER_CPU]: figures.ours } },
      { name: 'web-push naively', figures: { [PER_CPU]: figures.naive } },
      { name: 'web-push’s encryption, signed once', figures: { [PER_CPU]: figures.signedOnce } },
      { name: 'openssl speed ecdhp256', figures: { [PER_CPU]: figures.ecdh } },
      { name: 'Vigie: delivered over TLS', figures: { [PER_CPU]: figures.sentByUs } },
      { name: 'web-push naively: delivered', figures: { [PER_CPU]: figures.sentNaively } },
    ],
    ratios: [
      overNaive,
      ratioOf('Vigie ÷ web-push’s encryption, signed once', figures.ours, figures.signedOnce),
      ratioOf('openssl’s ECDH ÷ Vigie', figures.ecdh, figures.ours),
      ratioOf('delivered: Vigie ÷ web-push naively', figures.sentByUs, figures.sentNaively),
    ],
    aims: [
      { name: 'messages, beside web-push naively', value: median(overNaive.values), unit: '×', atLeast: 1.6 },
    ],
    notes: ['One process, one core. An operation of openssl is one ECDH with a key that exists already.'],
  }
}

interface Keys {
  p256dh: string
  auth: string
}

type Send = (device: Keys) => Promise<unknown>

const aDevice = (): Keys => ({
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
})

function at(devices: Keys[], index: number): Keys {
  const device = devices[index % devices.length]
  if (!device) throw new Error('no devices')
  return device
}

/** Wall time depends on who else is here; CPU time does not. */
function perCpuSecond(work: (index: number) => unknown, seconds: number): number {
  for (let index = 0; index < 200; index += 1) work(index)
  const before = process.cpuUsage()
  const end = performance.now() + seconds * 1000
  let done = 0
  while (performance.now() < end) work(done++)
  const { user, system } = process.cpuUsage(before)
  return (done * 1e6) / (user + system)
}

/** Fifty at a time, as a job of the worker has them; the sink’s CPU is not counted. */
async function delivered(send: Send, devices: Keys[], seconds: number): Promise<number> {
  const sendFor = async (milliseconds: number) => {
    const end = performance.now() + milliseconds
    let done = 0
    const one = async () => {
      while (performance.now() < end) await send(at(devices, done++))
    }
    await Promise.all(Array.from({ length: 50 }, one))
    return done
  }
  await sendFor(300)
  const before = process.cpuUsage()
  const done = await sendFor(seconds * 1000)
  const { user, system } = process.cpuUsage(before)
  return (done * 1e6) / (user + system)
}

function ecdhBySpeed(seconds: number): number {
  const { stdout } = spawnSync('openssl', ['speed', '-seconds', String(seconds), 'ecdhp256'], {
    encoding: 'utf8',
  })
  return Number(/nistp256\)\s+\S+\s+([\d.]+)/.exec(stdout ?? '')?.[1] ?? Number.NaN)
}

interface Sink {
  host: string
  ca: string
  stop(): void
}

function ourSender({ host, ca }: Sink): Send {
  const push = createWebPush({ ...vapid, subject: SUBJECT, trustedHosts: [host], ca })
  const options = { ttl: 60, urgency: 'normal', topic: 'x' } as const
  return async (device) => {
    const { outcome } = await push.send({ endpoint: `https://${host}/x`, ...device }, PAYLOAD, options)
    if (outcome !== 'accepted') throw new Error(outcome)
  }
}

function naiveSender({ host, ca }: Sink): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 50, ca })
  const options = { vapidDetails: { ...vapid, subject: SUBJECT }, TTL: 60, topic: 'x', agent }
  return (keys) => webPush.sendNotification({ endpoint: `https://${host}/x`, keys }, PAYLOAD, options)
}

async function startSink(): Promise<Sink> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-push-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2']
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', certificate, ...subject], {
    stdio: 'ignore',
  })
  const child: ChildProcess = fork(join(import.meta.dirname, 'push/sink.ts'), [key, certificate])
  const port = await new Promise((resolve) => child.once('message', resolve))
  return {
    host: `localhost:${port}`,
    ca: readFileSync(certificate, 'utf8'),
    stop() {
      child.disconnect()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
