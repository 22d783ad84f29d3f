import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import type { Viewer } from '../identity/viewer.ts'

type Upload = Awaited<ReturnType<FileStore['getUpload']>>

/** Milliseconds after which an unfinished upload is thrown away. */
export const UPLOAD_EXPIRY_MS = 86_400_000

/** Uploads that one person may have open: four photos of five reports. */
export const OPEN_UPLOADS_MAX = 20

/** Milliseconds without a byte after which an upload makes room for a newer one of the same person. */
const IDLE_MS = 600_000

/** Thrown when a person has as many uploads open as a person may. */
export class TooManyUploads extends Error {}

/**
 * Unfinished uploads as files. Whose an upload is stands in its name, which only we make: nobody else's can be
 * asked for, and a person's can be counted without opening one.
 */
export class UploadStore extends FileStore {
  /** Count and create in one turn, so that many at once do not slip past. Each API process counts for itself. */
  #turn: Promise<unknown> = Promise.resolve()

  static async open(directory: string): Promise<UploadStore> {
    await mkdir(directory, { recursive: true })
    return new UploadStore({ directory, expirationPeriodInMilliseconds: UPLOAD_EXPIRY_MS })
  }

  /** A name that nobody guesses, for an upload of this person. */
  nameFor(viewer: Viewer): string {
    return `${viewer.personId}-${randomBytes(16).toString('hex')}`
  }

  /** Whether this is the name of an upload of this person, and so the name of a file of ours and nothing else. */
  isOf(viewer: Viewer, id: string): boolean {
    return id.startsWith(`${viewer.personId}-`) && /^[0-9a-f]{32}$/.test(id.slice(viewer.personId.length + 1))
  }

  pathOf(id: string): string {
    return join(this.directory, id)
  }

  /** @throws TooManyUploads */
  override create(upload: Upload): Promise<Upload> {
    const created = this.#turn.then(async () => {
      await this.#makeRoom(upload.id.slice(0, -33))
      return super.create(upload)
    })
    this.#turn = created.catch(() => undefined)
    return created
  }

  /** Takes the upload away, whether it is there or not. */
  override async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true })
    await rm(this.pathOf(`${id}.json`), { force: true })
  }

  /** Throws away what nobody has written to for a day. */
  async sweep(): Promise<void> {
    for (const { name, idleMs } of await this.#filesOf('')) {
      if (idleMs > UPLOAD_EXPIRY_MS) await rm(this.pathOf(name), { force: true })
    }
  }

  async #makeRoom(personId: string): Promise<void> {
    const files = await this.#filesOf(`${personId}-`)
    const open = files.filter(({ name }) => !name.endsWith('.json'))
    if (open.length < OPEN_UPLOADS_MAX) return
    const [idlest] = open.toSorted((a, b) => b.idleMs - a.idleMs)
    if (!idlest || idlest.idleMs < IDLE_MS) throw new TooManyUploads('too many uploads are open')
    await this.remove(idlest.name)
  }

  async #filesOf(prefix: string): Promise<{ name: string; idleMs: number }[]> {
    const names = (await readdir(this.directory)).filter((name) => name.startsWith(prefix))
    const files = names.map(async (name) => {
      const file = await stat(this.pathOf(name)).catch(() => null)
      return { name, idleMs: file ? Date.now() - file.mtimeMs : 0 }
    })
    return Promise.all(files)
  }
}
