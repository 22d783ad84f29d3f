import { type RawFeature, UnusableFile } from './geojson-file.ts'

/** Properties that hold the name in files of French towns, the likeliest first; compared by `nameKey`. */
const USUAL_PROPERTIES = [
  'nom',
  'name',
  'nom quartier',
  'libelle quartier',
  'nom du quartier',
  'quartier',
  'libelle',
  'libelle du quartier',
  'lib quartier',
  'l qu',
  'nomquart',
  'nom quart',
  'nom qu',
  'nom off',
  'nom long',
  'nom iris',
  'label',
  'lib',
  'title',
  'titre',
]

/** Longest name kept, in characters. */
const NAME_MAX = 100

/** What the spellings of one name have in common: without case, accents and punctuation. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/**
 * The property that holds the names.
 * @param asked the one that was asked for, taken as it is written or by its key
 * @throws UnusableFile when no feature has it, or when none of the usual ones is there
 */
export function chooseNameProperty(features: readonly RawFeature[], asked?: string): string {
  const properties = [...new Set(features.flatMap((feature) => Object.keys(feature.properties)))]
  const wanted = asked ? [asked] : USUAL_PROPERTIES
  const found =
    properties.find((property) => property === asked) ??
    wanted.flatMap((name) => properties.filter((property) => nameKey(property) === nameKey(name)))[0]
  if (found) return found
  const choice =
    properties.length > 0 ? `The properties are: ${properties.join(', ')}.` : 'No feature has any property.'
  throw new UnusableFile(
    asked
      ? `No feature has a property "${asked}". ${choice}`
      : `No property looks like a name; say which with --name-property. ${choice}`,
  )
}

/** The feature's name, with single spaces; null when it has none. */
export function nameOf(feature: RawFeature, property: string): string | null {
  const value = feature.properties[property]
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const name = String(value)
    .normalize('NFC')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, NAME_MAX)
  return nameKey(name) === '' ? null : name
}
