/** Where a line may break: no-break spaces belong to the punctuation beside them, and stay what they are. */
const SPACES = /[^\S\u00a0\u202f]+/gu
const FIRST_SENTENCE = /^.+?[.!?…](?=[^\S\u00a0\u202f]|$)/u

/** The first sentence of a description, or its first words: what a card says in one glance. */
export function headlineOf(description: string, limit = 110): string {
  const text = description.replace(SPACES, ' ').trim()
  const sentence = FIRST_SENTENCE.exec(text)?.[0] ?? text
  if (sentence.length <= limit) return sentence
  const cut = sentence.slice(0, limit)
  const space = cut.lastIndexOf(' ')
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`
}

/** What follows a whole first sentence, or everything when the headline had to be cut; null when nothing follows. */
export function afterHeadline(description: string): string | null {
  const text = description.trim()
  const headline = headlineOf(text)
  if (!text.replace(SPACES, ' ').startsWith(headline)) return text
  // Word by word: where the headline has a space, the text may begin a new line.
  const rest = headline.split(' ').reduce((left, word) => left.slice(left.indexOf(word) + word.length), text)
  return rest.trim() || null
}
