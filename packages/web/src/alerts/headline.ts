/** The first sentence of a description, or its first words: what a card says in one glance. */
export function headlineOf(description: string, limit = 110): string {
  const text = description.replace(/\s+/g, ' ').trim()
  const sentence = /^.+?[.!?…](?=\s|$)/u.exec(text)?.[0] ?? text
  if (sentence.length <= limit) return sentence
  const cut = sentence.slice(0, limit)
  const space = cut.lastIndexOf(' ')
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`
}
