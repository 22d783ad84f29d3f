/**
 * Calls `onReplaced` when another tab has started a newer app: the service worker that held this tab's parts is gone,
 * and with it every part that was not loaded yet. The very first worker replaces nothing.
 */
export function watchReplacement(
  container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'>,
  onReplaced: () => void,
): void {
  let controlled = container.controller !== null
  container.addEventListener('controllerchange', () => {
    if (controlled) onReplaced()
    controlled = true
  })
}
