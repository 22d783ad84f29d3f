import type { ManifestOptions } from 'vite-plugin-pwa'

/** The web app manifest; icons are drawn by public/icons. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Vigie',
  short_name: 'Vigie',
  description:
    'Signalez à vos voisins, à votre mairie et à votre police municipale ce qui sort de l’ordinaire, même sans réseau.',
  lang: 'fr',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#fbf7ef',
  theme_color: '#0b5c66',
  categories: ['social', 'utilities'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    {
      name: 'Signaler',
      description: 'Signaler ce qui sort de l’ordinaire',
      url: '/signaler',
      icons: [{ src: '/icons/shortcut-report-96.png', sizes: '96x96', type: 'image/png' }],
    },
    {
      name: 'Mes envois',
      description: 'Ce qui est parti et ce qui attend',
      url: '/envois',
      icons: [{ src: '/icons/shortcut-outbox-96.png', sizes: '96x96', type: 'image/png' }],
    },
  ],
}
