interface Light {
  /** Colours of the sky or wall, from top to bottom. */
  behind: [string, string]
  /** Colours of the ground, from the horizon to the viewer. */
  ground: [string, string]
  /** Share of the height at which the ground begins. */
  horizon: number
  /** How dark the corners are, 0 to 1. */
  vignette?: number
}

/** A picture, as SVG, with ground, background and the soft dark corners of a cheap lens. */
export function picture(width: number, height: number, light: Light, body: string): string {
  const horizon = Math.round(height * light.horizon)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>
  ${gradient('behind', light.behind)}
  ${gradient('ground', light.ground)}
  <radialGradient id="corners" cx=".5" cy=".48" r=".75">
    <stop offset=".55" stop-color="#000" stop-opacity="0"/>
    <stop offset="1" stop-color="#000" stop-opacity="${light.vignette ?? 0.35}"/>
  </radialGradient>
  <filter id="soft"><feGaussianBlur stdDeviation="7"/></filter>
  <filter id="far"><feGaussianBlur stdDeviation="3"/></filter>
  <filter id="glow" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="38"/></filter>
</defs>
<rect width="${width}" height="${horizon + 2}" fill="url(#behind)"/>
<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#ground)"/>
${body}
<rect width="${width}" height="${height}" fill="url(#corners)"/>
</svg>`
}

const gradient = (id: string, [from, to]: [string, string]) =>
  `<linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`

/** A blurred shadow on the ground. */
export const shadow = (cx: number, cy: number, rx: number, ry: number, opacity = 0.35) =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" opacity="${opacity}" filter="url(#soft)"/>`

/** The same drawing several times; `draw` gets the turn, from 0. */
export const repeat = (count: number, draw: (turn: number) => string) =>
  Array.from({ length: count }, (_, turn) => draw(turn)).join('')

/** Numbers between 0 and 1 that look like chance and are the same every time. */
export const chance = (turn: number, salt = 1) => {
  const wild = Math.sin(turn * 12.9898 + salt * 78.233) * 43758.5453
  return wild - Math.floor(wild)
}
