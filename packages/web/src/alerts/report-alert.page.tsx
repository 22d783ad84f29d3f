import { Trans, useLingui } from '@lingui/react/macro'
import { SendHorizontal } from 'lucide-react'
import { type FormEvent, useCallback, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useViewer } from '../app/session.tsx'
import type { DraftFields } from '../outbox/draft-fields.ts'
import { isUntouched } from '../outbox/draft-writer.ts'
import { Button } from '../ui/button.tsx'
import { CATEGORIES } from '../ui/category.tsx'
import { EmergencyStrip } from '../ui/emergency-strip.tsx'
import { useFormGuard } from '../ui/form-guard.ts'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { reportAlert } from './report-alert.ts'
import { CallFirst } from './report-form/call-first.tsx'
import { type FieldProblems, withoutTouched } from './report-form/compose-report.ts'
import { DraftResumed, NotSaved } from './report-form/draft-notices.tsx'
import { focusFirstProblem } from './report-form/focus-first-problem.ts'
import { PhotosSection } from './report-form/photos-section.tsx'
import { QuestionsSection } from './report-form/questions-section.tsx'
import styles from './report-form/report-form.module.css'
import { useAddPhotos } from './report-form/use-add-photos.ts'
import { useDraft } from './report-form/use-draft.ts'
import { WhatSection } from './report-form/what-section.tsx'
import { WhenSection } from './report-form/when-section.tsx'
import { WhereSection } from './report-form/where-section.tsx'

/** The form: emergency numbers first, then what, where, when, photos. Three taps are enough; nothing needs a network. */
export default function ReportAlertPage() {
  const { t, i18n } = useLingui()
  const [, go] = useLocation()
  const viewer = useViewer()
  const draft = useDraft()
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<FieldProblems>({})
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { change: changeDraft, changePhotos } = draft
  const change = useCallback(
    (fields: Partial<DraftFields>) => {
      changeDraft(fields)
      setProblems((before) => withoutTouched(before, fields))
    },
    [changeDraft],
  )
  const adding = useAddPhotos(draft.photos.length, (photo) => changePhotos((all) => [...all, photo]))
  useFormGuard(draft.ready && !isUntouched(draft))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (saving) return
    setSaving(true)
    setFailure(null)
    try {
      await adding.settled()
      const reported = await reportAlert(draft.latest(), {
        description: (category) => {
          const word = i18n._(CATEGORIES[category].word)
          return t`${word}, sans autre précision pour l’instant.`
        },
        place: t`Dans mon quartier`,
      })
      if (reported.kind === 'saved') {
        draft.finish()
        return go(`/envois/${reported.entry.id}`)
      }
      setProblems(reported.problems)
      focusFirstProblem(form.current, reported.problems)
    } catch (error) {
      setFailure(error)
    }
    setSaving(false)
  }

  const section = { fields: draft.fields, change, problems }
  return (
    <Page title={t`Signaler`} lead={t`Ce que vous voyez, pas qui vous soupçonnez.`}>
      <EmergencyStrip policePhone={viewer?.town.policePhone} />
      {!draft.ready && <Skeleton />}
      {draft.ready && (
        <form ref={form} noValidate className={styles.form} onSubmit={submit}>
          <DraftResumed draft={draft} />
          <WhatSection {...section} />
          <WhereSection {...section} />
          <WhenSection {...section} />
          <QuestionsSection {...section} />
          <CallFirst fields={draft.fields} />
          <PhotosSection
            photos={draft.photos}
            adding={adding}
            onRemove={(id) => changePhotos((all) => all.filter((photo) => photo.id !== id))}
          />
          <p className={styles.readers}>
            <Trans>Vos voisins, la mairie et la police municipale le liront, avec votre nom.</Trans>
          </p>
          <div className={styles.send}>
            <NotSaved draft={draft} failure={failure} />
            <Button type="submit" tone="primary" large wide icon={SendHorizontal} busy={saving}>
              {t`Envoyer à mes voisins`}
            </Button>
          </div>
        </form>
      )}
    </Page>
  )
}
