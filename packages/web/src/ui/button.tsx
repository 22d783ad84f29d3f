import { useLingui } from '@lingui/react/macro'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps, MouseEvent } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

type Tone = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  tone?: Tone
  icon?: LucideIcon
  /** As wide as its column. */
  wide?: boolean
  /** 56 px high: for a thumb in a moving car. */
  large?: boolean
}

interface ButtonProps extends Look, ComponentProps<'button'> {
  /** Work is under way: says so, keeps the focus, ignores further clicks. */
  busy?: boolean
}

function look({ tone = 'secondary', wide, large }: Look, className?: string): string {
  return classNames(styles.button, styles[tone], wide && styles.wide, large && styles.large, className)
}

/** A verb: « Envoyer à mes voisins ». */
export function Button({ tone, icon, wide, large, busy = false, className, children, ...rest }: ButtonProps) {
  const { t } = useLingui()
  const onClick = busy ? (event: MouseEvent) => event.preventDefault() : rest.onClick
  return (
    <button
      type="button"
      {...rest}
      onClick={onClick}
      aria-disabled={busy || undefined}
      className={look({ tone, wide, large }, className)}
    >
      {busy ? (
        <span className={styles.spinner}>
          <Icon of={LoaderCircle} />
        </span>
      ) : (
        icon && <Icon of={icon} />
      )}
      <span className={styles.word}>{children}</span>
      {busy && <VisuallyHidden>{t`, en cours`}</VisuallyHidden>}
    </button>
  )
}

interface ButtonLinkProps extends Look {
  href: string
  className?: string
  children: ComponentProps<'span'>['children']
}

/** Looks like a button and goes somewhere: to a screen of the app, or a `tel:` or `sms:` address. */
export function ButtonLink({ tone, icon, wide, large, href, className, children }: ButtonLinkProps) {
  const content = (
    <>
      {icon && <Icon of={icon} />}
      <span className={styles.word}>{children}</span>
    </>
  )
  const name = look({ tone, wide, large }, className)
  if (/^(tel|sms|mailto):/.test(href)) {
    return (
      <a href={href} className={name}>
        {content}
      </a>
    )
  }
  return (
    <Link href={href} className={name}>
      {content}
    </Link>
  )
}
