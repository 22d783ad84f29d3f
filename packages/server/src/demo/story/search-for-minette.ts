import type { StoryAlert, StoryComment } from './story.ts'
import { TOWN_HALL } from './story.ts'

const NEIGHBOURS = [
  'Bernard Lefèvre',
  'Françoise Le Bihan',
  'Thierry Caron',
  'Mehdi Ouali',
  'Odile Marchand-Desrosiers',
  'Théo Guérin',
]

const PLACES = [
  'rue du Moulin',
  'quai des Tanneurs',
  'rue du Lavoir',
  'venelle du Cuir',
  'rue Neuve',
  'rue de la Mégisserie',
  'impasse des Cuviers',
  'rue des Corroyeurs',
  'rue des Tanneurs',
  'chemin du Haut-Mesnil',
  'route de Cormel',
  'jardin du Moulin',
  'bord de l’étang',
  'jardins familiaux, côté compost',
  'parking de la Mégisserie',
  'anciennes tanneries',
]

const SIGHTINGS: readonly ((place: string) => string)[] = [
  (place) => `Rien vu ${at(place)} ce matin, j’ai regardé sous les voitures.`,
  (place) => `Je viens de faire le tour, ${place} : personne, à part un gros chat noir très fier.`,
  (place) => `Une tache grise ${at(place)}, mais c’était un sac. Désolé pour le faux espoir.`,
  (place) => `J’ai laissé une gamelle de thon ${at(place)}, je repasse ce soir.`,
  (place) => `Affiche collée ${at(place)}. Il m’en reste quatre.`,
  (place) => `Un miaulement ${at(place)} vers 22 h, trop loin pour être sûr.`,
  (place) => `Les enfants ont cherché ${at(place)} après l’école, lampe à la main, ravis de la mission.`,
]

const at = (place: string) => (/^(rue|route|venelle|impasse)/.test(place) ? place : `côté ${place}`)

/** Minutes from half past seven to the comment of this turn: three days, from eight in the morning on. */
const minutesTo = (turn: number) => Math.floor(turn / 38) * 1440 + 30 + (turn % 38) * 19

/** Every place with every phrase, in an order that does not show it: 112 comments over three days. */
const search: StoryComment[] = SIGHTINGS.flatMap((sighting, phrase) =>
  PLACES.map((place, position): StoryComment => {
    const turn = (position * SIGHTINGS.length + phrase * 37) % (PLACES.length * SIGHTINGS.length)
    const by = NEIGHBOURS[(position + phrase * 2) % NEIGHBOURS.length] ?? ''
    return [minutesTo(turn), by, sighting(place)]
  }),
)

/** The whole neighbourhood looks for a cat: the long conversation that a list must stand. */
export const SEARCH_FOR_MINETTE: StoryAlert = {
  when: { daysAgo: 7, at: '07:30' },
  by: 'Amina Benali',
  category: 'LOST_ANIMAL',
  on: ['Rue du Moulin', 0.45],
  place: 'Rue du Moulin et alentours',
  text: 'Minette n’est pas rentrée depuis hier soir. Chatte grise rayée, ventre blanc, collier rouge avec un grelot, très craintive avec les inconnus. Si vous la voyez, ne courez pas après elle : dites-moi seulement où.',
  photos: ['cat-poster', 'cat-on-wall'],
  comments: [
    [
      12,
      'Odile Marchand-Desrosiers',
      'Je préviens le groupe de marche, nous passons tous les matins par le quai.',
    ],
    [30, 'Bernard Lefèvre', 'Je regarde dans ma cave et dans celle du 9, les soupiraux étaient ouverts.'],
    ...search,
    [
      4360,
      'Théo Guérin',
      'Grelot entendu derrière les anciennes tanneries !!! Elle est sur le toit du petit appentis.',
    ],
    [4366, 'Amina Benali', 'J’arrive avec ses croquettes, ne bougez plus.'],
    [
      4385,
      'Amina Benali',
      'Elle est dans mes bras. Maigre, sale, furieuse, vivante. Merciiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii !',
    ],
    [4388, 'Françoise Le Bihan', 'Quelle joie. Je décolle les affiches de la rue du Moulin.'],
    [4400, 'Mehdi Ouali', 'Les enfants demandent s’il y a une récompense en gâteau.'],
    [4411, 'Amina Benali', 'Samedi à 16 h dans ma cour, gâteau pour tout le quartier.'],
  ],
  handling: [
    [150, 'ACKNOWLEDGED', TOWN_HALL, 'La fourrière et le vétérinaire de la Grande-Rue ont le signalement.'],
    [4430, 'RESOLVED', TOWN_HALL, 'Minette est rentrée. Bravo au quartier.'],
  ],
}
