/** A picture that can be opened large. */
export interface ShownPhoto {
  id: string
  /** Same-origin or `blob:` address of the whole picture. */
  url: string
  thumbnailUrl?: string | null
  width?: number | null
  height?: number | null
}
