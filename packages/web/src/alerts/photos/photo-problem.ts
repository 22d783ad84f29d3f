/** Why a file cannot go with the report; each has its own words and way out. */
export type PhotoProblemCode =
  /** Four are enough. */
  | 'TOO_MANY'
  /** More than `LIMITS.photoBytesMax`. */
  | 'TOO_LARGE'
  /** More than `LIMITS.photoPixelsMax`. */
  | 'TOO_MANY_PIXELS'
  /** Its content is no picture, whatever its name says. */
  | 'NOT_A_PHOTO'
  /** An iPhone's HEIC, which this browser does not read. */
  | 'UNREADABLE_HEIC'
  /** Damaged, or of a kind that this browser does not read. */
  | 'UNREADABLE'
  /** The part of the app that prepares photos could not be loaded: nothing is wrong with the file. */
  | 'PART_MISSING'

export class PhotoProblem extends Error {
  readonly code: PhotoProblemCode
  /** The file's name, so that its owner knows which. */
  readonly file: string

  constructor(code: PhotoProblemCode, file: string) {
    super(`photo: ${code}`)
    this.name = 'PhotoProblem'
    this.code = code
    this.file = file
  }
}
