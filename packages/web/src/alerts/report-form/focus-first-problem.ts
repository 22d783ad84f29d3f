import type { FieldProblems } from './compose-report.ts'

/** The fields as they stand on the screen, top to bottom. */
const ORDER = ['category', 'description', 'coordinates', 'place', 'happenedAt'] as const

/** Moves the focus to the first field that keeps the report from being sent; its error is read with it. */
export function focusFirstProblem(form: HTMLElement | null, problems: FieldProblems): void {
  const field = ORDER.find((it) => problems[it])
  // After the errors have been drawn, so that the field is already described by its own.
  requestAnimationFrame(() => {
    const place = form?.querySelector(`[data-field="${field}"]`)
    const control = place?.querySelector<HTMLElement>('input, textarea, button')
    control?.focus({ preventScroll: true })
    place?.scrollIntoView({ block: 'center' })
  })
}
