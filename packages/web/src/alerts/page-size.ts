/** Alerts that a list shows first: more than two screens of a phone, and half of what its start would take with 20. */
export const PAGE_SIZE = 10

/** The least that « Afficher plus » adds. */
export const MORE = 20
