import type { ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

export interface PageLayoutProps {
  /** The heading, and with the product's name the document's title. */
  title: string
  /** One sentence below the heading. */
  lead?: ReactNode
  /** Stands above the heading: the way back. */
  back?: ReactNode
  /** Stands beside the heading: a badge, a button. */
  aside?: ReactNode
  /** Takes what the desk offers, instead of one column of at most 640 px. */
  wide?: boolean
  heading?: Ref<HTMLHeadingElement>
  children?: ReactNode
}

/** How a screen looks, without what arriving at it does; the build draws it too. */
export function PageLayout({ title, lead, back, aside, wide, heading, children }: PageLayoutProps) {
  return (
    <div className={classNames(styles.page, wide ? styles.wide : styles.text)}>
      <header className={styles.header}>
        {back && <div className={styles.back}>{back}</div>}
        <div className={styles.heading}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {aside && <div className={styles.aside}>{aside}</div>}
        </div>
        {lead && <p className={styles.lead}>{lead}</p>}
      </header>
      {children}
    </div>
  )
}
