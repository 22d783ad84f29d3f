import type { ComponentPropsWithoutRef } from 'react'
import styles from './card.module.css'
import { classNames } from './class-names.ts'

interface CardProps extends ComponentPropsWithoutRef<'section'> {
  /** `article` for one thing of a list, `section` for a part of a screen. */
  as?: 'section' | 'article' | 'div'
  /** Without padding: for rows and pictures that touch the edge. */
  flush?: boolean
}

/** A raised sheet with a hairline, on the sand. */
export function Card({ as: Element = 'section', flush, className, ...rest }: CardProps) {
  return <Element {...rest} className={classNames(styles.card, !flush && styles.padded, className)} />
}
