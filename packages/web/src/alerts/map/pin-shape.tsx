import type { CapSeverity } from '@vigie/schema'

/** Outlines in a box of 24: the corners tell the severity where colours cannot. */
const OUTLINES: Record<CapSeverity, string> = {
  // An octagon, as at a crossing.
  EXTREME: 'M7.9 1.5h8.2l6.4 6.4v8.2l-6.4 6.4H7.9l-6.4-6.4V7.9z',
  SEVERE: 'M12 2 22.8 21.2a.8.8 0 0 1-.7 1.2H1.9a.8.8 0 0 1-.7-1.2z',
  MODERATE: 'M12 .9 23.1 12 12 23.1.9 12z',
  MINOR: 'M12 1.8a10.2 10.2 0 1 1 0 20.4 10.2 10.2 0 0 1 0-20.4z',
  UNKNOWN: 'M12 1.8a10.2 10.2 0 1 1 0 20.4 10.2 10.2 0 0 1 0-20.4z',
}

interface PinShapeProps {
  severity: CapSeverity
  className?: string
}

/** The shape of a pin; its button says the word. */
export function PinShape({ severity, className }: PinShapeProps) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className} data-severity={severity}>
      <path d={OUTLINES[severity]} strokeLinejoin="round" />
    </svg>
  )
}
