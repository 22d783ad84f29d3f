import { describe, expect, test } from 'vitest'
import { chooseNameProperty, nameKey, nameOf } from './neighbourhood-name.ts'

const feature = (properties: Record<string, unknown>) => ({ index: 0, properties, geometry: null })

describe('the property that holds the names', () => {
  test.each(['nom', 'NOM', 'name', 'Libellé', 'l_qu', 'NOM_QUARTIER', 'nom_quart', 'quartier'])(
    '%s is found',
    (property) => {
      expect(chooseNameProperty([feature({ id: 1, [property]: 'Centre' })])).toBe(property)
    },
  )

  test('the likeliest wins', () => {
    expect(chooseNameProperty([feature({ label: 'q-1', code: 1, nom: 'Centre' })])).toBe('nom')
  })

  test('the one that is asked for wins over all', () => {
    expect(chooseNameProperty([feature({ nom: 'Centre', lieu: 'Bourg' })], 'lieu')).toBe('lieu')
  })

  test('none of the usual ones: the choice is named', () => {
    expect(() => chooseNameProperty([feature({ code: 1, zone: 'A' })])).toThrow(/--name-property.*code, zone/)
  })

  test('one that no feature has: the choice is named', () => {
    expect(() => chooseNameProperty([feature({ nom: 'Centre' })], 'lieu')).toThrow(/"lieu".*nom/)
  })
})

describe('a name', () => {
  test('has single spaces and no control characters', () => {
    expect(nameOf(feature({ nom: '  Les\u0000 \n Tanneries ' }), 'nom')).toBe('Les Tanneries')
  })

  test('may be a number', () => {
    expect(nameOf(feature({ nom: 7 }), 'nom')).toBe('7')
  })

  test.each([undefined, null, '', ' ', '-', true, {}])('is missing when it is %j', (nom) => {
    expect(nameOf(feature({ nom }), 'nom')).toBeNull()
  })

  test('is the same in capitals and without accents', () => {
    expect(nameKey('Bœuf-Île d’Été')).toBe(nameKey('BOEUF ILE D’ETE'))
    expect(nameKey('Les Prés')).not.toBe(nameKey('Le Pré'))
  })
})
