import { chance, picture, repeat, shadow } from './picture.ts'

const houses = (y: number) =>
  repeat(6, (turn) => {
    const x = turn * 290 - 60
    const wall = ['#d9cbb4', '#cdbfae', '#e2d6c2', '#c9b9a4', '#ddd0bd', '#d2c3ae'][turn]
    return `<path d="M${x} ${y - 220}l140-90 140 90v240H${x}z" fill="${wall}"/><path d="M${x - 14} ${y - 214}l154-100 154 100" fill="none" stroke="#7b6a5c" stroke-width="22"/>
    <rect x="${x + 40}" y="${y - 170}" width="52" height="74" fill="#8497a0"/><rect x="${x + 176}" y="${y - 170}" width="52" height="74" fill="#8497a0"/><rect x="${x + 108}" y="${y - 60}" width="60" height="84" fill="#6d5a49"/>`
  })

const cone = (x: number, y: number, size = 1) => `${shadow(x, y, 60 * size, 12 * size)}
  <path d="M${x - 50 * size} ${y}h${100 * size}v${-14 * size}h${-16 * size}L${x + 10 * size} ${y - 130 * size}h${-20 * size}L${x - 34 * size} ${y - 14 * size}h${-16 * size}z" fill="#e0662c"/>
  <path d="M${x - 24 * size} ${y - 52 * size}h${48 * size}l${-7 * size} ${-28 * size}h${-34 * size}z" fill="#f6f2ea"/>`

/** A cable that hangs from a pole over a pavement, two garden chairs below it. */
export const hangingCable = picture(
  1600,
  1200,
  { behind: ['#b9cbd8', '#e4e3da'], ground: ['#b3aca1', '#8d877e'], horizon: 0.68 },
  `<g filter="url(#far)">${houses(800)}</g>
  <path d="M0 900l1600-40v340H0z" fill="#9b958b"/><path d="M0 1010l1600-60" stroke="#d8d3c9" stroke-width="14"/>
  <path d="M1050 1000V60h34v940z" fill="#7a6248"/><path d="M990 130h160v18H990zM1000 210h140v16h-140z" fill="#5d4a36"/>
  <path d="M0 150Q520 260 1066 140M1066 140q300 70 534 10" fill="none" stroke="#24211e" stroke-width="6"/>
  <path d="M1060 220q-120 120-210 380t-70 330" fill="none" stroke="#1d1b19" stroke-width="9"/><path d="M778 926l-16 34m18-34l6 36" stroke="#b5753a" stroke-width="5"/>
  ${shadow(700, 1100, 150, 20)}${shadow(920, 1110, 130, 20)}
  <path d="M620 940l20 150m140-150l-16 150M612 900h180v34H612zM620 900l-10-170h180l-4 170M640 760v120m50-120v120m50-120v120" fill="none" stroke="#f2efe8" stroke-width="16"/>
  <path d="M860 960l14 140m130-140l-12 140M852 924h164v32H852zM860 924l-8-150h160l-2 150M880 800v104m46-104v104m46-104v104" fill="none" stroke="#3f7a68" stroke-width="15"/>`,
)

/** A bus shelter with a broken pane. */
export const brokenShelter = picture(
  1600,
  1200,
  { behind: ['#c3ccd0', '#e9e4d8'], ground: ['#aaa59c', '#817c74'], horizon: 0.74 },
  `<g filter="url(#far)">${houses(880)}</g>
  <path d="M240 250h1120v44H240z" fill="#3d4a4c"/><path d="M270 294h22v700h-22zM1308 294h22v700h-22zM640 294h16v690h-16zM960 294h16v690h-16z" fill="#4b585a"/>
  <path d="M292 320h348v560H292zM976 320h332v560H976z" fill="#bcd3d6" opacity=".45"/><path d="M320 340l180 520M360 340l180 520M1010 340l150 520" stroke="#fff" stroke-width="10" opacity=".35"/>
  <path d="M656 320h304v90l-60 50 40 60-90-30-50 80-30-70-80 40 20-110-54-30z" fill="#bcd3d6" opacity=".5"/><path d="M656 880h304V790l-70-30-40 50-60-60-50 70-84-20z" fill="#bcd3d6" opacity=".5"/>
  <path d="M640 440l70 20m250-50l-60 50M700 760l-44 40m200-20l100 10" stroke="#eef5f5" stroke-width="5"/>
  <path d="M420 820h760v34H420zM470 854h20v120h-20zM1110 854h20v120h-20z" fill="#7d5f42"/>
  ${repeat(90, (turn) => {
    const [x, y, size] = [560 + chance(turn) * 520, 985 + chance(turn, 2) * 130, 6 + chance(turn, 3) * 16]
    return `<path d="M${x} ${y}l${size} ${-size / 2} ${size / 2} ${size}z" fill="#e6f2f2" opacity="${0.5 + chance(turn, 4) / 2}"/>`
  })}`,
)

/** A branch across a lane, with two warning triangles. */
export const fallenBranch = picture(
  1600,
  1200,
  { behind: ['#cfd8d6', '#e7e6da'], ground: ['#8f9a76', '#6f7a58'], horizon: 0.52 },
  `<g filter="url(#far)">${repeat(12, (turn) => `<circle cx="${turn * 150}" cy="${520 + chance(turn) * 60}" r="${110 + chance(turn, 2) * 60}" fill="#7f9169"/>`)}</g>
  <path d="M700 620q200 40 180 200t-560 380h1200q-180-240-260-380t-300-200z" fill="#a5a097"/><path d="M790 640q120 80 60 220t-160 340" fill="none" stroke="#e8e3d8" stroke-width="12" stroke-dasharray="70 60"/>
  ${shadow(820, 930, 520, 46, 0.4)}
  <path d="M260 960q240-90 520-60t560-90" fill="none" stroke="#5d4733" stroke-width="62" stroke-linecap="round"/><path d="M560 900q-60-120-190-150m420 140q20-150 160-200m120 150q110-20 190-130M900 880q90 60 60 150M680 930q-40 90-130 110" fill="none" stroke="#674f39" stroke-width="26" stroke-linecap="round"/>
  ${repeat(150, (turn) => `<ellipse cx="${330 + chance(turn) * 960}" cy="${720 + chance(turn, 2) * 330}" rx="26" ry="13" transform="rotate(${chance(turn, 3) * 180} ${330 + chance(turn) * 960} ${720 + chance(turn, 2) * 330})" fill="${['#6f8a3e', '#8aa04c', '#b08a3c', '#55702f'][turn % 4]}"/>`)}
  <path d="M300 1120l70-130 70 130z" fill="#f4f1ea" stroke="#c8342a" stroke-width="22" stroke-linejoin="round"/><path d="M1200 800l40-74 40 74z" fill="#f4f1ea" stroke="#c8342a" stroke-width="13" stroke-linejoin="round"/>`,
)

/** A park bench with two broken slats. */
export const damagedBench = picture(
  1600,
  1200,
  { behind: ['#bfd0c4', '#dfe3cf'], ground: ['#9aa877', '#76845a'], horizon: 0.5 },
  `<g filter="url(#far)">${repeat(10, (turn) => `<circle cx="${turn * 180}" cy="430" r="${130 + chance(turn) * 50}" fill="#8aa57c"/>`)}<path d="M1180 620l190-260 44 26-170 260z" fill="#d0493a"/><path d="M1170 380h20v250h-20zM1400 380h20v250h-20z" fill="#f0b23c"/></g>
  <path d="M0 900q800-110 1600 0v300H0z" fill="#cbbd9f"/>${shadow(790, 1000, 560, 40, 0.4)}
  <path d="M330 520h34l20 470h-40zM1230 520h34l-12 470h-40z" fill="#2f3a38"/>
  <path d="M280 540h1040v44H280zM280 610h1040v44H280zM280 790h1060v46H280z" fill="#8a6440"/><path d="M280 680h420l-26 20 34 24H280zM880 690l440-10v44H900z" fill="#8a6440"/>
  <path d="M280 860h300l60 40-20 10-340-6zM820 866h520v44H860l-50-20z" fill="#7d5a39"/><path d="M690 700l120 150-40 18-110-150z" fill="#93704b"/>
  <path d="M700 690v-34m14 38v-30M884 690v-30M600 880v-36" stroke="#b9bdb9" stroke-width="6"/>
  <path d="M520 990l260 60-12 30-260-56zM900 1040l170-30 6 30-170 30z" fill="#8a6440"/>`,
)

/** A mattress, an open fridge and bags in front of containers. */
export const dumpedRubbish = picture(
  1600,
  1200,
  { behind: ['#c9cbc6', '#dad4c8'], ground: ['#98938a', '#767169'], horizon: 0.62 },
  `<path d="M0 180h1600v560H0z" fill="#b9a48c"/>${repeat(13, (turn) => `<path d="M0 ${200 + turn * 42}h1600" stroke="#a18d76" stroke-width="4"/>`)}
  ${repeat(4, (turn) => `<path d="M${80 + turn * 390} 300h330v440H${80 + turn * 390}z" fill="#8d9a9b"/><path d="M${80 + turn * 390} 350h330m-330 60h330m-330 60h330m-330 60h330m-330 60h330m-330 60h330" stroke="#7b8889" stroke-width="5"/>`)}
  ${shadow(800, 1010, 720, 50, 0.45)}
  <path d="M120 560h330v380H120z" fill="#3d6b4f"/><path d="M100 520h370l-20 56H120z" fill="#2f5640"/><circle cx="180" cy="950" r="30" fill="#222"/><circle cx="400" cy="950" r="30" fill="#222"/><path d="M200 700h170v70H200z" fill="#e7e3d6"/>
  <path d="M520 470l260-40 90 560-260 40z" fill="#e9e4da" stroke="#cfc6b6" stroke-width="8"/><path d="M560 560l240-36M575 650l240-36M590 740l240-36M604 830l240-36" stroke="#cdd5df" stroke-width="16"/><ellipse cx="720" cy="720" rx="60" ry="44" fill="#cdb48a" opacity=".6"/>
  <path d="M960 560h220v440H960z" fill="#f3f3ef"/><path d="M980 580h180v180H980zM980 780h180v200H980z" fill="#c8d3d6"/><path d="M1180 560l170 60v430l-170-50z" fill="#e2e3df"/><path d="M980 660h180m-180 220h180" stroke="#aab6ba" stroke-width="8"/>
  ${repeat(9, (turn) => {
    const [x, y] = [430 + turn * 120 + chance(turn) * 40, 1000 + chance(turn, 2) * 70]
    return `<path d="M${x} ${y}q-70-40-40-110t70-50l10-24 16 24q70 0 76 66t-40 94z" fill="${turn % 3 ? '#23262a' : '#38506b'}"/><path d="M${x + 10} ${y - 120}q30 40 10 90" stroke="#5b6168" stroke-width="5" fill="none"/>`
  })}${cone(1450, 1080)}`,
)

/** A forced garage door and its padlock on the ground. */
export const forcedLock = picture(
  1200,
  1600,
  { behind: ['#cfc7b8', '#bdb3a2'], ground: ['#8f8a82', '#6d6962'], horizon: 0.78 },
  `<path d="M120 120h960v1130H120z" fill="#5e7280"/>${repeat(9, (turn) => `<path d="M150 ${180 + turn * 120}h900v90H150z" fill="#6b8090"/>`)}
  <path d="M150 1020h900v90H150z" fill="#6b8090"/><path d="M470 1010l140-50 150 60 20 100-150 30-170-30z" fill="#4c5d69"/><path d="M500 1020q110 60 250 10M490 1090q130-40 280 10" fill="none" stroke="#93a5b1" stroke-width="8"/>
  <path d="M560 900h110v70H560z" fill="#c9ccc9"/><path d="M590 970l-20 60m70-60l34 54" stroke="#d9dcd8" stroke-width="9"/>
  ${shadow(700, 1440, 170, 26, 0.5)}<path d="M620 1330h150v110H620z" fill="#c79a3a"/><path d="M640 1330v-50q6-60 60-64 50-2 60 44" fill="none" stroke="#9ea4a6" stroke-width="24"/><circle cx="694" cy="1380" r="14" fill="#3b2f16"/>
  ${repeat(24, (turn) => `<path d="M${300 + chance(turn) * 640} ${1300 + chance(turn, 2) * 220}l14 6-6 10z" fill="#4a4640"/>`)}`,
)
