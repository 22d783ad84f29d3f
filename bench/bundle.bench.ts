import { type BenchOptions, median, type Result, ratioOf } from './benchkit/bench.ts'
import { weighApp, weighLibraries } from './bundle/build-app.ts'

export const name = 'bundle'
export const description = 'first load, service worker and precache, beside React and Apollo Client alone'

const SCRIPT = 'first-load JS, kB gzip'

/** A build weighs the same each time: one run says it all. */
export async function run(_options: BenchOptions): Promise<Result> {
  const app = await weighApp()
  const libraries = await weighLibraries()
  const ratio = ratioOf('JS of Vigie / React and Apollo Client alone', [app.scriptKb], [libraries])
  return {
    subjects: [
      {
        name: 'Vigie',
        figures: {
          [SCRIPT]: [app.scriptKb],
          'CSS, kB gzip': [app.styleKb],
          'service worker, kB gzip': [app.serviceWorkerKb],
          'precached files': [app.precachedFiles],
          'precache, kB': [app.precachedKb],
        },
      },
      { name: 'React and Apollo Client alone', figures: { [SCRIPT]: [libraries] } },
    ],
    ratios: [ratio],
    aims: [{ name: 'first-load JS', value: median([app.scriptKb]), unit: 'kB gzip', atMost: 165 }],
    notes: [
      'The first load is all that the feed needs: what index.html names, the page, the French words of the first screen.',
      'The map is not installed with the app; it is kept when it is first used, or when there is time.',
    ],
  }
}
