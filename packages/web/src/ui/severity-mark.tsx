import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { CapSeverity } from '@vigie/schema'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './severity-mark.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** The word for a severity, outside the mark: in labels and sentences. */
export const SEVERITY_WORDS: Record<CapSeverity, MessageDescriptor> = {
  EXTREME: msg`Danger immédiat`,
  SEVERE: msg`Grave`,
  MODERATE: msg`À surveiller`,
  MINOR: msg`Mineur`,
  UNKNOWN: msg`Gravité inconnue`,
}

/* Five silhouettes that no two eyes confuse: octagon, triangle, diamond, disc, broken ring. */
const SHAPES: Record<CapSeverity, ReactNode> = {
  EXTREME: (
    <>
      <path className={styles.fill} d="M7.4 1.5h9.2l5.9 5.9v9.2l-5.9 5.9H7.4l-5.9-5.9V7.4z" />
      <path className={styles.cut} d="M12 6.2v7.2M12 17.2v.6" />
    </>
  ),
  SEVERE: (
    <>
      <path className={styles.fill} d="M12 1.8 23.2 21.6H.8z" strokeLinejoin="round" />
      <path className={styles.cut} d="M12 8.6v6M12 18v.4" />
    </>
  ),
  MODERATE: <path className={styles.fill} d="M12 1.4 22.6 12 12 22.6 1.4 12z" />,
  MINOR: <circle className={styles.line} cx="12" cy="12" r="7" />,
  UNKNOWN: <circle className={styles.line} cx="12" cy="12" r="8" strokeDasharray="4.2 4.2" />,
}

interface SeverityMarkProps {
  severity: CapSeverity
  /** Only the shape is shown, the word is read aloud: for dense rows and pins. */
  shapeOnly?: boolean
}

/** How grave, by shape and by word; colour comes last. */
export function SeverityMark({ severity, shapeOnly }: SeverityMarkProps) {
  const { _ } = useLingui()
  const word = _(SEVERITY_WORDS[severity])
  return (
    <span className={classNames(styles.mark, styles[severity.toLowerCase()])}>
      <svg viewBox="0 0 24 24" className={styles.shape} aria-hidden="true">
        {SHAPES[severity]}
      </svg>
      {shapeOnly ? <VisuallyHidden>{word}</VisuallyHidden> : <span>{word}</span>}
    </span>
  )
}
