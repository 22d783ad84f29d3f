import 'fake-indexeddb/auto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'

/** The answers of a server for one device, and what it was asked. */
export interface StandIn {
  /** Who the server says is signed in. */
  viewer: object | null
  /** Whether this device holds a session that the server knows. */
  session: boolean
  /** False cuts every connection, as a dead network does. */
  reachable: boolean
  /** What `/api/auth/sign-out` answers. */
  signOut: number
  vapidKey: string
  /** Endpoints that the server sends to. */
  readonly devices: Set<string>
  readonly asked: string[]
  /** Called when the answer of a sign-out is on its way. */
  onSignOut: () => void
}

/** A browser in which somebody uses the app: its storages, a subscription to push, and a server behind `fetch`. */
export async function openBrowser() {
  const server: StandIn = {
    viewer: null,
    session: true,
    reachable: true,
    signOut: 200,
    vapidKey: base64url(65),
    devices: new Set(),
    asked: [],
    onSignOut: () => {},
  }
  const listener = createServer(async (request, response) => {
    const { status, body } = await answer(server, request)
    if (!server.reachable) return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/api/auth/sign-out') server.onSignOut()
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`

  globalThis.indexedDB = new IDBFactory()
  const notes = new Map<string, string>()
  const photoCaches = new Set(['workbox-precache', 'vigie-photos'])
  const badge = { count: 0 }
  const notifications: { close: () => void }[] = []
  const push = pushManager()
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => real(new URL(path, origin), init))
  vi.stubGlobal('localStorage', storageOf(notes))
  vi.stubGlobal('caches', {
    keys: async () => [...photoCaches],
    delete: async (name: string) => photoCaches.delete(name),
  })
  vi.stubGlobal('Notification', { permission: 'granted', requestPermission: async () => 'granted' })
  vi.stubGlobal('window', { PushManager: push, Notification: {} })
  const registration = { pushManager: push, getNotifications: async () => [...notifications] }
  vi.stubGlobal('navigator', {
    serviceWorker: { ready: Promise.resolve(registration), getRegistration: async () => registration },
    setAppBadge: async (count: number) => {
      badge.count = count
    },
    clearAppBadge: async () => {
      badge.count = 0
    },
  })
  return {
    server,
    origin,
    notes,
    caches: photoCaches,
    badge,
    notifications,
    push,
    /** A notification on the lock screen. */
    show() {
      const shown = { close: () => void notifications.splice(notifications.indexOf(shown), 1) }
      notifications.push(shown)
    },
    async close() {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
      vi.unstubAllGlobals()
    },
  }
}
export type Browser = Awaited<ReturnType<typeof openBrowser>>

async function answer(server: StandIn, request: IncomingMessage) {
  const text = Buffer.concat(await request.toArray().catch(() => [])).toString()
  server.asked.push(
    request.url === '/graphql' ? (/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '') : (request.url ?? ''),
  )
  if (!server.reachable) return { status: 0, body: null }
  if (request.url === '/api/auth/sign-out') {
    if (server.signOut === 200) {
      server.session = false
      server.viewer = null
    }
    return { status: server.signOut, body: {} }
  }
  if (request.url === '/api/auth/get-session')
    return { status: 200, body: server.session ? { user: { id: 'u' } } : {} }
  const sent: { query: string; variables?: { endpoint?: string; input?: { endpoint: string } } } =
    JSON.parse(text)
  if (sent.query.includes('PushKey')) {
    return { status: 200, body: { data: { welcome: { vapidPublicKey: server.vapidKey } } } }
  }
  if (sent.query.includes('SavePush')) {
    server.devices.add(sent.variables?.input?.endpoint ?? '')
    return { status: 200, body: { data: { savePushSubscription: { saved: true } } } }
  }
  if (sent.query.includes('RemovePush')) {
    server.devices.delete(sent.variables?.endpoint ?? '')
    return { status: 200, body: { data: { removePushSubscription: true } } }
  }
  return { status: 200, body: { data: { viewer: server.viewer } } }
}

/** A push service's side in the browser: each subscription has an address of its own and the key it was made under. */
function pushManager() {
  let made = 0
  let current: object | null = null
  return {
    getSubscription: async () => current,
    async subscribe({ applicationServerKey }: { applicationServerKey: string }) {
      const endpoint = `https://push.example/${++made}`
      current = {
        endpoint,
        options: {
          applicationServerKey: Uint8Array.from(Buffer.from(applicationServerKey, 'base64url')).buffer,
        },
        toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
        unsubscribe: async () => {
          current = null
          return true
        },
      }
      return current
    },
  }
}

function storageOf(notes: Map<string, string>): Storage {
  const methods = {
    getItem: (key: string) => notes.get(key) ?? null,
    setItem: (key: string, value: string) => void notes.set(key, value),
    removeItem: (key: string) => void notes.delete(key),
    clear: () => notes.clear(),
    key: (index: number) => [...notes.keys()][index] ?? null,
  }
  return new Proxy(
    { ...methods, length: 0 },
    {
      // `Object.keys(localStorage)` is what is stored.
      ownKeys: () => [...notes.keys()],
      getOwnPropertyDescriptor: (_target, key) => ({
        configurable: true,
        enumerable: typeof key === 'string' && notes.has(key),
      }),
    },
  )
}

/** A key as the server gives it, of `bytes` bytes. */
export function base64url(bytes: number, fill = 4): string {
  return Buffer.alloc(bytes, fill).toString('base64url')
}
