import { Page } from '../../ui/page.tsx'

export default function GalleryPage() {
  return <Page title="Composants" wide />
}
