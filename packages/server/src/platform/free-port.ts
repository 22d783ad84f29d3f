import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Config, ConfigError } from './config.ts'

/** How long a port may still be held by the API of a start that was killed: it ends by itself. */
const PORT_PATIENCE_MS = 3_000

/**
 * Says so before anything is started, instead of leaving it to a child.
 * @throws ConfigError when the port is in use, or not for us
 */
export async function requireFreePort({ host, port }: Config): Promise<void> {
  const until = Date.now() + PORT_PATIENCE_MS
  let code = await tryPort(host, port)
  while (code === 'EADDRINUSE' && Date.now() < until) {
    await pause(50)
    code = await tryPort(host, port)
  }
  if (code === null) return
  if (code !== 'EADDRINUSE' && code !== 'EACCES') {
    throw new ConfigError(
      `HOST ${host} is not an address of this machine (${code}): use 127.0.0.1 or 0.0.0.0.`,
    )
  }
  const reason =
    code === 'EADDRINUSE' ? 'is in use: stop what uses it, or' : 'may not be opened by this user:'
  throw new ConfigError(`Port ${port} ${reason} choose another, e.g. PORT=${port < 1024 ? 4000 : port - 1}.`)
}

/** Null when it could be opened, else the system's error code. */
async function tryPort(host: string, port: number): Promise<string | null> {
  const probe = createServer().listen(port, host)
  const [outcome] = await Promise.race([once(probe, 'listening').then(() => [null]), once(probe, 'error')])
  if (outcome instanceof Error) return (outcome as NodeJS.ErrnoException).code ?? outcome.message
  probe.close()
  await once(probe, 'close')
  return null
}
