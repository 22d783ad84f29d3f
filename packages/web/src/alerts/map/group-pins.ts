/** A pin's place on the screen, in pixels. */
export interface Placed {
  x: number
  y: number
}

/**
 * Puts pins that would cover each other into one group. Walks in the given order, so the first of a group is its
 * most important one if the list is sorted that way, and the groups stand where it stands.
 */
export function groupPins<Pin extends Placed>(pins: readonly Pin[], distance: number): Pin[][] {
  const groups: { x: number; y: number; pins: Pin[] }[] = []
  for (const pin of pins) {
    const near = groups.find((group) => Math.hypot(group.x - pin.x, group.y - pin.y) < distance)
    if (near) near.pins.push(pin)
    else groups.push({ x: pin.x, y: pin.y, pins: [pin] })
  }
  return groups.map((group) => group.pins)
}
