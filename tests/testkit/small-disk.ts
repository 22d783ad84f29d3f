import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own that can be made full, and roomy again. */
export interface SmallDisk {
  /** A folder on it that everyone may walk to. */
  folder: string
  /** From now on there is room for this many bytes more than there is now. */
  leaveRoom(bytes: number): void
  unmount(): void
}

/** Whether this machine lets us mount a disk: root in a machine or container with the right to. */
export function canMount(): boolean {
  if (process.getuid?.() !== 0) return false
  try {
    mountDisk(1024 * 1024).unmount()
    return true
  } catch {
    return false
  }
}

/** Mounts a disk in memory with this many bytes. */
export function mountDisk(bytes: number): SmallDisk {
  const mount = mkdtempSync(join(tmpdir(), 'vigie-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', mount], { stdio: 'ignore' })
  const folder = join(mount, 'data')
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  return {
    folder,
    leaveRoom(room) {
      const { blocks, bfree, bsize } = statfsSync(mount)
      const size = (blocks - bfree) * bsize + room
      execFileSync('mount', ['-o', `remount,size=${size}`, mount], { stdio: 'ignore' })
    },
    unmount() {
      execFileSync('umount', ['-l', mount], { stdio: 'ignore' })
      rmSync(mount, { recursive: true, force: true })
    },
  }
}
