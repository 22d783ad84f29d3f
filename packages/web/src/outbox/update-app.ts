/**
 * Fetches the newest version of the app and starts it. A plain reload would only bring the kept, old one again.
 * What is being written is kept as a draft, and the outbox stays.
 */
export async function updateApp(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  await registration?.update().catch(() => {})
  const newer = registration?.waiting ?? registration?.installing
  if (!newer) {
    location.reload()
    return
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  const takeOver = () => newer.postMessage({ type: 'SKIP_WAITING' })
  if (newer.state === 'installed') takeOver()
  else newer.addEventListener('statechange', () => newer.state === 'installed' && takeOver())
}
