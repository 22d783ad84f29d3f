import type { StreamSource } from './alert-stream.ts'

/**
 * A source that is fetched when the stream first opens: the first screen is drawn without it. What cannot be fetched
 * counts as a lost connection, so the stream tries again.
 */
export function lazySource(load: () => Promise<StreamSource>): StreamSource {
  let loaded: Promise<StreamSource> | null = null
  return {
    open(after, sink) {
      let stopped = false
      let close: (() => void) | undefined
      loaded ??= load()
      loaded.then(
        (source) => {
          if (!stopped) close = source.open(after, sink)
        },
        () => {
          loaded = null
          if (!stopped) sink.closed(false)
        },
      )
      return () => {
        stopped = true
        close?.()
      }
    },
  }
}
