/** Who opens which screens of the demo; alerts and entries have an address of their own on each run. */
export const SCREENS = {
  'Amina Benali': ['/', '/signaler', '/envois', '/moi', '/carte', '/qui-voit-quoi', '/accessibilite'],
  'Yasmine Cherif': ['/mairie'],
  'Nicolas Perrin': ['/police'],
}

/** What somebody sees who has not signed in. */
export const SCREENS_OF_NOBODY = [
  '/connexion',
  '/signaler',
  '/qui-voit-quoi',
  '/accessibilite',
  '/nulle-part',
]
