import type { Page } from 'playwright-core'
import { momentOf } from './moments.ts'

/** A file as an input of type file takes it. */
export interface Photo {
  name: string
  mimeType: string
  buffer: Buffer
}

/** Fills in the form as a person does, taps « Envoyer », and gives the time from the tap until it is on the disk. */
export async function reportOffline(page: Page, url: string, photo?: Photo): Promise<number> {
  await page.goto(`${url}/signaler`)
  await page.getByRole('radio', { name: 'Dégradation' }).check({ force: true })
  const description = `Une vitre de l’abribus est brisée, constat ${crypto.randomUUID().slice(0, 8)}`
  await page.getByRole('textbox', { name: 'Ce que vous voyez' }).fill(description)
  if (photo) {
    await page.getByLabel('Choisir des photos').first().setInputFiles(photo)
    await page.getByText('1 photo jointe').waitFor()
  }
  // A person looks once more before they send; what was typed is kept as a draft by then.
  await page.waitForTimeout(500)
  await page.getByRole('button', { name: 'Envoyer à mes voisins' }).click()
  await page.waitForURL(/\/envois\/./)
  return (await momentOf(page, 'durable')) - (await momentOf(page, 'tap'))
}

/** The time that one bare strict transaction takes for the same bytes: the newest entry of the outbox and its photos. */
export const writeBare = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const outbox = await result(indexedDB.open('vigie-outbox'))
    const reading = outbox.transaction(['entries', 'blobs'])
    const entries = await result(reading.objectStore('entries').getAll())
    const entry = entries.toSorted((one, other) => one.sequence - other.sequence).at(-1)
    const blobs = await result(reading.objectStore('blobs').index('holder').getAll(entry.id))
    outbox.close()
    const opening = indexedDB.open('bench-bare')
    opening.onupgradeneeded = () => opening.result.createObjectStore('things', { autoIncrement: true })
    const bare = await result(opening)
    // Bytes that no database has yet, as those of a photo that has just been taken.
    const things = await Promise.all(
      blobs.map(async (it) => ({ ...it, blob: new Blob([await it.blob.arrayBuffer()]) })),
    )
    const startedAt = performance.now()
    const writing = bare.transaction('things', 'readwrite', { durability: 'strict' })
    for (const thing of [entry, ...things]) writing.objectStore('things').add(thing)
    await new Promise((resolve) => {
      writing.oncomplete = resolve
    })
    const took = performance.now() - startedAt
    bare.close()
    return took
  })

/** The time that `count` reports take when the page sends them one after the other, with nothing around them. */
export const postBare = (page: Page, count: number): Promise<number> =>
  page.evaluate(async (count) => {
    const query = `mutation ($input: ReportAlertInput!) {
      reportAlert(input: $input) { __typename ... on ReportAlertSuccess { repeated alert { id reportedAt } } }
    }`
    const reading = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('vigie-outbox')
      opening.onsuccess = () => resolve(opening.result)
    })
    const entries = await new Promise<Array<{ request: { input: { id: string } } }>>((resolve) => {
      const all = reading.transaction('entries').objectStore('entries').getAll()
      all.onsuccess = () => resolve(all.result.filter((it) => it.photos.length === 0))
    })
    reading.close()
    const input = entries.at(-1)?.request.input
    const bodies = Array.from({ length: count }, () => {
      const id = `${input?.id.slice(0, 24)}${crypto.randomUUID().slice(24)}`
      return JSON.stringify({ query, variables: { input: { ...input, id } } })
    })
    const startedAt = performance.now()
    for (const body of bodies) {
      const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-vigie-contract': '1' },
        body,
      })
      const { data } = await answer.json()
      if (data?.reportAlert?.__typename !== 'ReportAlertSuccess') throw new Error('the report was not taken')
    }
    return performance.now() - startedAt
  }, count)
