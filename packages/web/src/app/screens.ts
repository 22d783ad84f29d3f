/*
 * The screens that come in one file: a device fetches and keeps each file by itself, and these are small. Those where
 * people arrive have files of their own.
 */
export { default as AlertPage } from '../alerts/alert.page.tsx'
export { default as MapPage } from '../alerts/map.page.tsx'
export { default as WhoSeesWhatPage } from '../identity/who-sees-what.page.tsx'
export { default as OutboxPage } from '../outbox/outbox.page.tsx'
export { default as AccessibilityPage } from './accessibility.page.tsx'
export { default as EntryPage } from './entry.page.tsx'
export { default as MePage } from './me.page.tsx'
