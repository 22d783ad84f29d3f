import type { Device } from './browser.ts'

/** Signs in with one tap, as the demo's sign-in page offers. */
export async function signInAs(device: Device, name: string): Promise<void> {
  await device.page.goto('/connexion')
  await device.page.getByRole('button', { name: new RegExp(name) }).click()
  await device.page.waitForURL((url) => url.pathname !== '/connexion')
}

/** Waits until a person can read this text. */
export async function expectText(device: Device, text: string): Promise<void> {
  await device.page.getByText(text, { exact: false }).first().waitFor()
}
