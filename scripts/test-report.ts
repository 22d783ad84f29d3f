import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** What a run of one part, or of all, came to. */
export interface Totals {
  passed: number
  failed: number
  skipped: number
  /** One for each failure: where, which, and the first lines of why. */
  failures: string[]
}

interface TestFile {
  name: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

const LINES_OF_WHY = 12

/** Reads what Vitest's JSON reporter wrote. A run that broke down before it could count is one failure. */
export function readReport(root: string, project: string, report: string, status: number | null): Totals {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    const failures = failuresOf(root, result.testResults)
    const brokeElsewhere = status !== 0 && result.numFailedTests === 0
    if (brokeElsewhere && failures.length === 0) failures.push(`${project} ended with ${status}, see above`)
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + (brokeElsewhere ? 1 : 0),
      skipped: result.numPendingTests + (result.numTodoTests ?? 0),
      failures,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [`${project} ended with ${status} and no report`] }
  }
}

/** Also a file's hook that failed, which is no test's failure. */
function failuresOf(root: string, files: TestFile[]): string[] {
  return files.flatMap((file) => {
    const name = relative(root, file.name)
    const failed = file.assertionResults.filter((it) => it.status === 'failed')
    const tests = failed.map((it) => tell(`${name} › ${it.fullName}`, it.failureMessages.join('\n')))
    return file.message ? [...tests, tell(name, file.message)] : tests
  })
}

function tell(title: string, why: string): string {
  const lines = stripVTControlCharacters(why).split('\n').slice(0, LINES_OF_WHY)
  return [title, ...lines.map((line) => `    ${line}`)].join('\n')
}
