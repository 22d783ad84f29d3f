import { type Aim, isReached, median, type Result } from './bench.ts'

/** The result as a person reads it: a table of medians, the ratios, and what became of each aim. */
export function printResult({ subjects, ratios, aims, notes }: Result): string {
  const measures = [...new Set(subjects.flatMap((it) => Object.keys(it.figures)))]
  const table = [
    ['', ...measures],
    ...subjects.map(({ name, figures }) => [name, ...measures.map((it) => medianOf(figures[it]))]),
  ]
  const blocks = [
    columns(table, true),
    columns(
      ratios.map(({ name, values }) => [name, `${medianOf(values)} ×`, spread(values)]),
      true,
    ),
    columns(
      aims.map((aim) => [isReached(aim) ? 'reached' : 'MISSED ', aim.name, said(aim)]),
      false,
    ),
    notes.map((note) => `· ${note}`).join('\n'),
  ]
  return blocks.filter(Boolean).join('\n\n')
}

const medianOf = (values: readonly number[] | undefined) => (values?.length ? figure(median(values)) : '–')

const spread = (values: readonly number[]) =>
  values.length > 1 ? `(${figure(Math.min(...values))} to ${figure(Math.max(...values))})` : ''

function said({ value, unit, atMost, atLeast }: Aim): string {
  const aim = [atMost === undefined ? '' : `≤ ${atMost}`, atLeast === undefined ? '' : `≥ ${atLeast}`]
  return `${figure(value)} ${unit} (aim ${aim.filter(Boolean).join(', ')} ${unit})`.replaceAll(' )', ')')
}

/** Three digits that mean something, thousands apart. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 4 : 3 })
}

/** Names to the left; the other cells to the right where they are figures. */
function columns(rows: string[][], figures: boolean): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)),
    [],
  )
  const place = (cell: string, index: number) =>
    index > 0 && figures ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)
  return rows.map((row) => row.map(place).join('  ').trimEnd()).join('\n')
}
