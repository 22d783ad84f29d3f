import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Sheet } from './sheet.tsx'

interface ConfirmSheetProps {
  open: boolean
  /** A question: « Supprimer ce signalement ? » */
  title: ReactNode
  /** What happens then, and whether it can be undone. */
  children?: ReactNode
  /** The verb that does it: « Supprimer ». */
  confirm: ReactNode
  /** The verb that leaves everything as it is; « Ne rien changer » if not given. */
  keep?: ReactNode
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be undone. The safe answer comes first. */
export function ConfirmSheet(props: ConfirmSheetProps) {
  const { t } = useLingui()
  const { open, title, children, confirm, keep, danger, busy, onConfirm, onClose } = props
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{keep ?? t`Ne rien changer`}</Button>
          <Button tone={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Sheet>
  )
}
