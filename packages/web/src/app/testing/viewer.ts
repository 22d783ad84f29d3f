import type { Viewer } from '../session.tsx'

/** A resident who uses this device. */
export function aViewer(id: string): Viewer {
  return {
    id,
    name: id,
    role: 'RESIDENT',
    locale: 'FR',
    neighbourhood: { id: 'cleunay', name: 'Cleunay' },
    town: { id: 'rennes', name: 'Rennes', policePhone: '02 23 62 10 10' },
    seesWholeTown: false,
    handlesAlerts: false,
  }
}
