import { picture, repeat, shadow } from './picture.ts'

/** A dog lying on a doormat in a yard. */
export const foundDog = picture(
  1600,
  1200,
  { behind: ['#d8c9b2', '#cbbba2'], ground: ['#b0a593', '#938876'], horizon: 0.6 },
  `${repeat(8, (turn) => `<path d="M0 ${60 + turn * 84}h1600" stroke="#c0ae94" stroke-width="4"/>`)}
  <path d="M980 60h380v680H980z" fill="#3f6b72"/><path d="M1020 110h130v240h-130zM1190 110h130v240h-130zM1020 400h130v280h-130zM1190 400h130v280h-130z" fill="#386068"/><circle cx="1010" cy="420" r="16" fill="#d8b45c"/>
  <path d="M560 930h820l90 130H470z" fill="#7d5a3c"/><path d="M600 950h740l60 90H540z" fill="none" stroke="#a07a54" stroke-width="10"/>
  ${shadow(940, 1000, 420, 36, 0.4)}
  <path d="M640 960q-20-150 120-190t330 0q170 30 200 130t-20 90H660q-20 0-20-30z" fill="#d9b98a"/><path d="M760 980q30-130 150-120t120 130z" fill="#f4ede0"/>
  <path d="M1270 960q110 20 130-60 10-50-30-70-10 70-90 70z" fill="#cfae7e"/>
  <path d="M560 800q-40-130 60-190t190 0q70 60 40 190t-140 120-150-120z" fill="#dfc094"/><path d="M640 900q-20-110 60-170 76 60 60 170-60 50-120 0z" fill="#f6f0e5"/>
  <path d="M570 640q-90 20-80 140t60 80 50-170zM830 640q90 20 80 140t-60 80-50-170z" fill="#b48a58"/>
  <ellipse cx="700" cy="860" rx="36" ry="26" fill="#2d2522"/><circle cx="640" cy="760" r="17" fill="#2d2522"/><circle cx="764" cy="760" r="17" fill="#2d2522"/><circle cx="646" cy="754" r="5" fill="#fff"/><circle cx="770" cy="754" r="5" fill="#fff"/><path d="M700 886v24q-30 26-54 6m54-6q30 26 54 6" fill="none" stroke="#2d2522" stroke-width="7"/>
  <path d="M590 930q110 60 226 0l8 34q-120 60-240 0z" fill="#2f67b1"/>
  <path d="M620 1000q60-40 120 0v20H620zM900 1000q60-40 130 0v20H900z" fill="#f4ede0"/>
  ${shadow(330, 1080, 140, 18, 0.4)}<path d="M210 1000h240l-30 80H240z" fill="#b9503c"/><ellipse cx="330" cy="1002" rx="120" ry="22" fill="#9fc3d4"/>`,
)

const cat = (fur: string, stripe: string) => `
  <path d="M-150 210q-30-170 60-240t190 0q90 80 60 240z" fill="${fur}"/><path d="M-60 210q-10-120 66-150 76 30 66 150z" fill="#f6f1e8"/>
  <path d="M-120-60l-30-170 110 70q40-12 84 0l110-70-30 170q10 100-60 140t-124 0-60-140z" fill="${fur}"/>
  <path d="M-124-180l8 76 46-46zM132-180l-8 76-46-46z" fill="#e7b7a8"/>
  <path d="M4-160v66m-34-58l10 50m58-50l-10 50M-116-50l56 14m-54 30l54-6m190-38l-56 14m54 30l-54-6M-130 60l60 10m-64 40l60 6m212-56l-60 10m64 40l-60 6" stroke="${stripe}" stroke-width="11" stroke-linecap="round"/>
  <ellipse cx="-46" cy="-36" rx="25" ry="21" fill="#b9c65a"/><ellipse cx="56" cy="-36" rx="25" ry="21" fill="#b9c65a"/><ellipse cx="-46" cy="-36" rx="7" ry="19"/><ellipse cx="56" cy="-36" rx="7" ry="19"/>
  <path d="M-12 8h34l-17 20z" fill="#c77a72"/><path d="M5 28v14q-22 22-42 4m42-4q22 22 42 4" fill="none" stroke="#3b322d" stroke-width="5"/>
  <path d="M-40 22l-110-14m110 30l-106 14M50 22l110-14M50 38l106 14" stroke="#fff" stroke-width="3" opacity=".8"/>
  <path d="M-86 78q90 46 184 0l4 26q-94 46-190 0z" fill="#c6362c"/><circle cx="6" cy="124" r="17" fill="#e0b23c"/>`

/** P, E, R, D and U as strokes in a box of 60 by 100: no font is needed to draw the poster. */
const LETTERS = [
  'M0 100V0h34a26 26 0 0 1 0 54H0',
  'M52 0H0v100h52M0 50h42',
  'M0 100V0h34a26 26 0 0 1 0 54H0m26 0l32 46',
  'M0 0v100h24q34-4 34-50T24 0z',
  'M0 0v70q2 30 28 30t28-30V0',
]

/** A home-made poster of a lost cat on a lamp post. */
export const catPoster = picture(
  1200,
  1600,
  { behind: ['#a9b8ae', '#c9cdbd'], ground: ['#9b958a', '#7d776d'], horizon: 0.84 },
  `<g filter="url(#soft)">${repeat(7, (turn) => `<circle cx="${turn * 200}" cy="${420 + (turn % 3) * 190}" r="210" fill="${turn % 2 ? '#8fa287' : '#9db196'}"/>`)}</g>
  <path d="M500 0h200v1400H500z" fill="#55605f"/><path d="M520 0h26v1400h-26z" fill="#76827f"/><path d="M470 1340h260v90H470z" fill="#4a5453"/>
  <g transform="rotate(-2.5 600 700)"><path d="M250 270h700v900H250z" fill="#fbf8f0"/><path d="M880 1170l70-70v70z" fill="#d9d3c5"/>
  <g transform="translate(402 330) scale(1.25 1)" fill="none" stroke="#b3261e" stroke-width="20" stroke-linejoin="round" stroke-linecap="round">${LETTERS.map((letter, turn) => `<path transform="translate(${turn * 68} 0) scale(.78 1)" d="${letter}"/>`).join('')}</g>
  <path d="M340 480h520v420H340z" fill="#dbe3dc"/><g transform="translate(600 700) scale(.92)">${cat('#9a9c9b', '#5f6362')}</g>
  ${repeat(4, (turn) => `<path d="M350 ${950 + turn * 46}h${[500, 460, 480, 280][turn]}" stroke="#4c5757" stroke-width="14" stroke-linecap="round"/>`)}
  ${repeat(7, (turn) => `<path d="M${260 + turn * 98} 1170v64h84v-64z" fill="#fbf8f0" stroke="#d9d3c5" stroke-width="4"/>`)}
  <path d="M520 255h160v30H520zM520 1156h160v30H520z" fill="#d8cfae" opacity=".85"/></g>`,
)

/** The cat itself, on a garden wall. */
export const catOnWall = picture(
  1600,
  1200,
  { behind: ['#b7cdd8', '#d9e2d3'], ground: ['#a89b87', '#8b7f6d'], horizon: 0.62 },
  `<g filter="url(#soft)">${repeat(11, (turn) => `<circle cx="${turn * 160}" cy="${520 + (turn % 2) * 70}" r="180" fill="${turn % 3 ? '#86a277' : '#9bb38a'}"/>`)}${repeat(9, (turn) => `<circle cx="${90 + turn * 180}" cy="${430 + (turn % 4) * 60}" r="24" fill="#d98a8a"/>`)}</g>
  <path d="M0 740h1600v460H0z" fill="#b7a78f"/><path d="M0 720h1600v50H0z" fill="#cdbfa8"/>
  ${repeat(36, (turn) => `<path d="M${(turn % 9) * 190 + (Math.floor(turn / 9) % 2) * 90 - 60} ${790 + Math.floor(turn / 9) * 104}h170v84h-170z" fill="#a99880" opacity=".7"/>`)}
  ${shadow(800, 728, 260, 14, 0.45)}<path d="M960 700q220 20 250-110 6-60-40-70-8 110-210 100z" fill="#8f9190"/>
  <g transform="translate(800 516)">${cat('#9a9c9b', '#5f6362')}</g>`,
)
