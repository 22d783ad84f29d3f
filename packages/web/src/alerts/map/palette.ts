/** The colours of the drawn town; quiet, so that pins stand out. */
export interface Palette {
  land: string
  outside: string
  green: string
  water: string
  waterEdge: string
  building: string
  buildingEdge: string
  street: string
  streetEdge: string
  lane: string
  rail: string
  border: string
  home: string
  name: string
  streetName: string
  halo: string
  circle: string
}

export const PALETTES: Record<'light' | 'dark', Palette> = {
  light: {
    land: '#f4eee2',
    outside: '#eae2d2',
    green: '#dbe7cb',
    water: '#bcdbe1',
    waterEdge: '#9cc6cf',
    building: '#e7dcc8',
    buildingEdge: '#d8cab1',
    street: '#fffefb',
    streetEdge: '#d9cdb8',
    lane: '#fbf7ee',
    rail: '#a99f8d',
    border: '#0b5c66',
    home: '#0b5c66',
    name: '#084851',
    streetName: '#5b5a50',
    halo: '#fbf7ef',
    circle: '#0b5c66',
  },
  dark: {
    land: '#15242a',
    outside: '#0f1b1e',
    green: '#1b3328',
    water: '#12394a',
    waterEdge: '#1d5266',
    building: '#1d2f35',
    buildingEdge: '#263c43',
    street: '#33474d',
    streetEdge: '#0f1b1e',
    lane: '#2a3d43',
    rail: '#4d6166',
    border: '#72c6c8',
    home: '#72c6c8',
    name: '#b9e2e2',
    streetName: '#a9b6b3',
    halo: '#15242a',
    circle: '#72c6c8',
  },
}
