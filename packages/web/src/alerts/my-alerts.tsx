import { useQuery } from '@apollo/client/react'
import { Trans } from '@lingui/react/macro'
import { useRef } from 'react'
import { MyAlertsDocument } from '../gen/graphql.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AlertCard } from './alert-card.tsx'
import styles from './alert-list.module.css'
import { LastNote } from './last-note.tsx'
import { useReadOn } from './use-read-on.ts'

/** Few at first: they stand among other things. */
const FIRST = 5

/** The viewer's own alerts and what became of each. */
export function MyAlerts() {
  const { data, loading, fetchMore } = useQuery(MyAlertsDocument, {
    variables: { first: FIRST },
    errorPolicy: 'none',
    notifyOnNetworkStatusChange: true,
  })
  const page = data?.myAlerts
  const list = useRef<HTMLUListElement>(null)
  const readOn = useReadOn(list, page?.edges.length ?? 0)
  if (!page) return loading ? <Skeleton rows={2} /> : <NotHere />
  if (page.edges.length === 0) {
    return (
      <p>
        <Trans>
          Vous n’avez encore rien signalé. Ce que vous signalerez se retrouvera ici, avec ses suites.
        </Trans>
      </p>
    )
  }
  return (
    <>
      <ul ref={list} className={styles.list}>
        {page.edges.map(({ node }) => (
          <li key={node.id}>
            <AlertCard alert={node} level={3} />
            <LastNote alert={node} />
          </li>
        ))}
      </ul>
      {page.pageInfo.hasNextPage && (
        <Button
          wide
          busy={loading}
          onClick={() => {
            readOn()
            void fetchMore({ variables: { after: page.pageInfo.endCursor } }).catch(() => {})
          }}
        >
          <Trans>Afficher plus</Trans>
        </Button>
      )}
    </>
  )
}

function NotHere() {
  return (
    <p>
      <Trans>Vos alertes se liront ici dès que le réseau sera revenu.</Trans>
    </p>
  )
}
