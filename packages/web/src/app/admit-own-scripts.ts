import mapWorker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'

export const SERVICE_WORKER = '/service-worker.js'

/** The only scripts that code may start by their address. */
const OWN_SCRIPTS: readonly string[] = [SERVICE_WORKER, mapWorker]

/**
 * The one policy that the server's `trusted-types` allows (W3C Trusted Types): code may start our two workers and
 * nothing else, and no text ever becomes markup or code. It is the default policy, because libraries start the
 * workers and pass a string.
 */
export function admitOwnScripts(): void {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (OWN_SCRIPTS.includes(url) ? url : null),
  })
}
