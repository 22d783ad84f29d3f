import { chance, picture, repeat, shadow } from './picture.ts'

const windows = (x: number, y: number, columns: number, rows: number, lit: number) =>
  repeat(columns * rows, (turn) => {
    const glass = chance(turn, x) < lit ? '#d9a75a' : '#18202c'
    const left = x + (turn % columns) * 78
    const top = y + Math.floor(turn / columns) * 118
    return `<rect x="${left}" y="${top}" width="40" height="64" fill="${glass}"/><rect x="${left + 18}" y="${top}" width="4" height="64" fill="#0c1118"/>`
  })

const lamp = (x: number, top: number, size: number, lit: boolean) => `
  <path d="M${x} ${top + 620 * size}V${top + 20 * size}q0 ${-30 * size} ${40 * size} ${-30 * size}h${50 * size}" fill="none" stroke="#0b0f15" stroke-width="${14 * size}"/>
  <path d="M${x + 70 * size} ${top - 18 * size}h${70 * size}l${12 * size} ${18 * size}h${-94 * size}z" fill="#0b0f15"/>
  ${lit ? `<circle cx="${x + 105 * size}" cy="${top + 14 * size}" r="${150 * size}" fill="#ffca75" opacity=".5" filter="url(#glow)"/><ellipse cx="${x + 105 * size}" cy="${top + 6 * size}" rx="${34 * size}" ry="${9 * size}" fill="#fff0c9"/>` : ''}`

/** A street at night, its nearer lamps out. */
export const streetAtNight = picture(
  1600,
  1200,
  { behind: ['#0a1120', '#1d2a3d'], ground: ['#161b24', '#0a0d12'], horizon: 0.66, vignette: 0.6 },
  `
  <path d="M0 250l180-110 190 110v560H0z" fill="#111823"/><path d="M370 330l150-90 150 90v480H370z" fill="#0e141e"/>
  <path d="M1600 190l-230-120-220 130v610h450z" fill="#121924"/><path d="M1150 370l-120-70-120 70v430h240z" fill="#0f1620"/>
  ${windows(50, 330, 4, 3, 0.25)}${windows(410, 420, 3, 3, 0.3)}${windows(1200, 300, 5, 4, 0.2)}${windows(940, 450, 2, 2, 0.5)}
  <path d="M690 800h220l690 400H0z" fill="#12161d"/>
  <path d="M796 800l-20 400h48z" fill="#3b414b" opacity=".5"/>
  <path d="M700 800L120 1200M900 800l580 400" stroke="#2c333e" stroke-width="10"/>
  <ellipse cx="800" cy="830" rx="210" ry="40" fill="#ffca75" opacity=".35" filter="url(#glow)"/>
  <path d="M740 840q60 200 20 360h100q-50-160 0-360z" fill="#ffca75" opacity=".08" filter="url(#soft)"/>
  ${lamp(640, 560, 0.4, true)}${lamp(930, 520, 0.45, false)}${lamp(300, 300, 0.9, false)}
  <path d="M1080 960q10-60 80-66l60-44q90-16 170 0l70 46q60 8 64 64l-4 40h-436z" fill="#1b222d"/>
  <path d="M1240 858q70-12 130 0l48 40h-220z" fill="#0b0f15"/><circle cx="1180" cy="998" r="36" fill="#07090d"/><circle cx="1440" cy="998" r="36" fill="#07090d"/>
  <rect x="1506" y="930" width="16" height="16" fill="#7a2c28"/>`,
)

/** A river over the steps of a quay, at dusk. */
export const highWater = picture(
  1600,
  1200,
  { behind: ['#8b98a8', '#c9c3b6'], ground: ['#7f8c8b', '#57645f'], horizon: 0.4 },
  `
  <path d="M0 480v-120q200-60 420-30t500-20q300-50 680 30v140z" fill="#5f6d63" filter="url(#far)"/>
  ${repeat(9, (turn) => `<path d="M${turn * 190 - 20} 400q40-170 80 0z" fill="#4d5b51" filter="url(#far)"/>`)}
  ${repeat(34, (turn) => `<path d="M${chance(turn) * 1500} ${500 + turn * 12}q70 ${-8 - chance(turn, 2) * 10} 150 0" fill="none" stroke="#dfe3dc" stroke-width="${2 + turn / 12}" opacity=".35"/>`)}
  <path d="M0 1200V820l520 60 380 320z" fill="#a99f90"/>
  ${repeat(5, (turn) => `<path d="M${120 + turn * 95} ${850 + turn * 62}l420 ${44 + turn * 4}v38L${120 + turn * 95} ${892 + turn * 62}z" fill="${turn < 3 ? '#8d9389' : '#b9ae9d'}" opacity="${turn < 3 ? 0.55 : 1}"/>`)}
  <path d="M520 880q220 60 300 130t120 190h660V900q-300 60-560 20t-520-40z" fill="#66746f" opacity=".8"/>
  ${repeat(14, (turn) => `<path d="M${560 + chance(turn, 3) * 900} ${940 + turn * 18}q60-14 130 0" fill="none" stroke="#e9ece6" stroke-width="3" opacity=".45"/>`)}
  <path d="M60 1200V760h26v440M330 1200V800h26v400" fill="#3c3a36"/><path d="M70 800q150 60 274 30" fill="none" stroke="#c33c2e" stroke-width="16" stroke-dasharray="40 34"/>
  <path d="M70 800q150 60 274 30" fill="none" stroke="#f4f1ea" stroke-width="16" stroke-dasharray="34 40" stroke-dashoffset="-40"/>
  ${shadow(210, 1180, 260, 24, 0.25)}`,
)
