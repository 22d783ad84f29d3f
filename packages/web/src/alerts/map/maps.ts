/* Whatever draws a map, in one file: it comes with the library that does. */
export { default as FeedMap } from '../feed/feed-map.tsx'
export { default as AlertMap } from './alert-map.tsx'
export { default as PinCanvas } from './pin-canvas.tsx'
export { default as PlaceMap } from './place-map.tsx'
