import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { ListDetail } from '../../ui/list-detail.tsx'
import { announce } from '../../ui/live-region.tsx'
import { Photos } from '../../ui/photos.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './gallery.module.css'

const photos = [1, 2, 3, 4].map((id) => ({
  id: String(id),
  url: '/icons/icon-512.png',
  width: 512,
  height: 512,
}))

/** What lies above the page, and the desk's two panes. */
export function Overlays() {
  const [open, setOpen] = useState<'sheet' | 'confirm' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Card>
        <div className={styles.row}>
          <Button onClick={() => setOpen('sheet')}>Ouvrir une feuille</Button>
          <Button onClick={() => setOpen('confirm')}>Demander confirmation</Button>
          <Button
            onClick={() =>
              showToast({
                id: 'removed',
                text: 'Brouillon supprimé.',
                action: { label: 'Annuler', run: () => announce('Brouillon rétabli') },
              })
            }
          >
            Montrer un message
          </Button>
        </div>
        <Photos photos={photos} />
        <Photos photos={photos} layout="quiet" />
      </Card>
      <ListDetail
        listLabel="Alertes"
        list={<Card>Une liste</Card>}
        detailLabel="Alerte"
        detail={null}
        aside={<Card>Choisissez une alerte</Card>}
      />
      <Sheet
        open={open === 'sheet'}
        onClose={close}
        title="Filtrer les alertes"
        footer={<Button tone="primary">Voir 12 alertes</Button>}
      >
        <p>Le fil ne montre que ce que vous choisissez.</p>
      </Sheet>
      <ConfirmSheet
        open={open === 'confirm'}
        onClose={close}
        onConfirm={close}
        danger
        title="Supprimer ce signalement ?"
        confirm="Supprimer"
      >
        <p>Il n’est pas encore parti. Personne n’en sera prévenu.</p>
      </ConfirmSheet>
    </>
  )
}
