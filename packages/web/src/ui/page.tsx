import { useEffect, useRef } from 'react'
import { useArrival } from './arrival.ts'
import { PageLayout, type PageLayoutProps } from './page-layout.tsx'

/** One screen: its title is the h1, the document's title and what is read aloud on arrival. */
export function Page(props: Omit<PageLayoutProps, 'heading'>) {
  const heading = useRef<HTMLHeadingElement>(null)
  useArrival(heading)
  useEffect(() => {
    document.title = `${props.title} · Vigie`
  }, [props.title])
  return <PageLayout {...props} heading={heading} />
}
