import type { ImportReport } from '../communities/import-report.ts'

/** The report as text for a shell: what went in, what did not and why, what to look at. */
export function printImport(report: ImportReport): string {
  const { town, imported, refused, kept, overlaps, residents } = report
  const lines = [
    `${town.name} (${town.inseeCode}), ${town.outcome}. Names are taken from the property "${report.nameProperty}".`,
    '',
    `Imported: ${imported.length}`,
    ...imported.map(({ name, outcome, notes }) => `  ${[`${name}, ${outcome}`, ...notes].join('; ')}`),
  ]
  const section = (title: string, entries: string[]) => {
    if (entries.length > 0)
      lines.push('', `${title}: ${entries.length}`, ...entries.map((entry) => `  ${entry}`))
  }
  section(
    'Refused',
    refused.map(({ index, name, message }) => `feature ${index}${name ? ` "${name}"` : ''} ${message}`),
  )
  section(
    'Kept although the file does not name them',
    kept.map(({ name }) => name),
  )
  section(
    'Overlapping; a home in both belongs to the one that was made last',
    overlaps.map(
      ({ names, share }) => `"${names[0]}" and "${names[1]}", ${percent(share)} of the smaller one`,
    ),
  )
  lines.push(
    '',
    `Residents placed: ${residents.placed}, of them in another neighbourhood than before: ${residents.moved}.`,
  )
  if (residents.tooFar > 0) {
    lines.push(`Residents too far from every neighbourhood, left where they were: ${residents.tooFar}.`)
  }
  if (!report.changed) lines.push('', nothingChanged(report))
  return lines.join('\n')
}

const nothingChanged = ({ imported }: ImportReport) =>
  imported.length === 0 ? 'Every feature was refused: nothing was changed.' : 'Dry run: nothing was changed.'

const percent = (share: number) => `${Math.round(share * 100)} %`
