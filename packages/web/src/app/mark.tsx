/** The mark: an eye whose upper lid is a roof, in one colour. The same drawing as public/favicon.svg. */
export function Mark() {
  return (
    <svg viewBox="4 2 56 56" aria-hidden="true" fill="none" stroke="currentcolor" strokeLinecap="round">
      <path d="M6 34 32 11 58 34" strokeWidth="7" strokeLinejoin="round" />
      <path d="M12 41q20 22 40 0" strokeWidth="6" />
      <circle cx="32" cy="38" r="8.5" fill="currentcolor" stroke="none" />
    </svg>
  )
}
