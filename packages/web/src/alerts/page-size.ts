/** Alerts that a list shows first, and that each « Afficher plus » adds. */
export const PAGE_SIZE = 20
