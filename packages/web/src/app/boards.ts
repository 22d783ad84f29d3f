/* The desks of those who watch over the town, in one file. */
export { default as PoliceBoardPage } from '../police/board.page.tsx'
export { default as TownHallBoardPage } from '../town-hall/board.page.tsx'
