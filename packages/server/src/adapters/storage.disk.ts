import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { PhotoStorage } from '../ports.ts'

/** Photos as files below one folder. A file appears whole or not at all. */
export function createDiskStorage(folder: string): PhotoStorage {
  const root = resolve(folder)
  const pathOf = (key: string) => {
    const path = resolve(join(root, key))
    if (!path.startsWith(root + sep)) throw new Error('storage key outside its folder')
    return path
  }
  return {
    async put(key, bytes) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      const draft = `${path}.${process.pid}.${Date.now()}`
      try {
        await writeFile(draft, bytes)
        await rename(draft, path)
      } catch (error) {
        // On a full disk half a photo would be in the way of the next.
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}
