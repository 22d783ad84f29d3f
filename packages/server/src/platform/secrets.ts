import { createECDH, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ConfigError } from './config.ts'

const SecretsFile = v.object({
  /** Signs session cookies. */
  session: v.string(),
  /** Encrypts addresses at rest and keys their blind index. */
  sealing: v.string(),
  /** Password of the embedded database's superuser. */
  database: v.string(),
  /** The demo accounts' common password. */
  demoPassword: v.string(),
  vapid: v.object({ publicKey: v.string(), privateKey: v.string() }),
})
export type Secrets = v.InferOutput<typeof SecretsFile>

/**
 * Reads the secrets of this installation, making them on the first run (`secrets.json`, mode 0600).
 * Several processes may do so at once: the first file to be linked into place wins for all.
 * @throws ConfigError when the folder or the file cannot be used
 */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json')
  await mkdir(dataDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(
      `DATA_DIR ${dataDir} cannot be used (${error.code}): choose a folder that we may write.`,
    )
  })
  const existing = await read(path)
  if (existing) return existing
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(makeSecrets(), null, 2)}\n`, { mode: 0o600 })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  const made = await read(path)
  if (!made) throw new Error(`${path} could not be written`)
  return made
}

async function read(path: string): Promise<Secrets | null> {
  try {
    return v.parse(SecretsFile, JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new ConfigError(`${path} is not readable as secrets: restore it from a backup, or move it away.`, {
      cause: error,
    })
  }
}

function makeSecrets(): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url')
  return {
    session: random(32),
    sealing: random(32),
    database: random(24),
    demoPassword: `vigie-${random(6).toLowerCase().replaceAll(/[-_]/g, 'x')}`,
    vapid: makeVapidKeys(),
  }
}

/** The pair of keys by which push services know this installation (RFC 8292), base64url. */
function makeVapidKeys(): Secrets['vapid'] {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys('base64url')
  // A scalar that begins with zeros is handed out without them.
  const scalar = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32)
  return { publicKey, privateKey: scalar.toString('base64url') }
}
