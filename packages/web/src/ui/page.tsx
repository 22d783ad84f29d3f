import type { ReactNode } from 'react'

interface PageProps {
  title: string
  children?: ReactNode
}

/** One screen: its title is the h1, the document's title and what is announced on arrival. */
export function Page({ title, children }: PageProps) {
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  )
}
