import { LIMITS } from '@vigie/schema'
import { useRef, useState } from 'react'
import { v7 as newId } from 'uuid'
import type { NewPhoto } from '../../outbox/save-entry.ts'
import { PhotoProblem } from '../photos/photo-problem.ts'

export interface AddPhotos {
  add: (files: File[]) => void
  /** Resolves when no photo is being made small any more: a report must not leave without one that was chosen. */
  settled: () => Promise<void>
  /** What could not be added the last time, and why. */
  problems: PhotoProblem[]
  /** While photos are being made small; null otherwise. */
  under: { done: number; of: number } | null
}

/** Prepares chosen files one after the other (one unfolded photo is all that a phone's memory should hold) and gives each on. */
export function useAddPhotos(there: number, onAdded: (photo: NewPhoto) => void): AddPhotos {
  const [problems, setProblems] = useState<PhotoProblem[]>([])
  const [under, setUnder] = useState<AddPhotos['under']>(null)
  const count = useRef(there)
  count.current = there
  const preparing = useRef(Promise.resolve())

  async function prepare(files: File[]): Promise<void> {
    if (files.length === 0) return
    const found: PhotoProblem[] = []
    let added = 0
    // The preparation is a part of its own: whoever sends no photo never loads it.
    const part = await import('../photos/prepare-photo.ts').catch(() => null)
    if (!part) return setProblems(files.map((file) => new PhotoProblem('PART_MISSING', file.name)))
    const before = count.current
    for (const [index, file] of files.entries()) {
      setUnder({ done: index, of: files.length })
      try {
        if (before + added >= LIMITS.photosMax) throw new PhotoProblem('TOO_MANY', file.name)
        onAdded({ id: newId(), blob: await part.preparePhoto(file, file.name) })
        added += 1
      } catch (error) {
        found.push(error instanceof PhotoProblem ? error : new PhotoProblem('UNREADABLE', file.name))
      }
    }
    setUnder(null)
    setProblems(found)
  }

  return {
    add: (files) => {
      preparing.current = preparing.current.then(() => prepare(files))
    },
    settled: () => preparing.current,
    problems,
    under,
  }
}
