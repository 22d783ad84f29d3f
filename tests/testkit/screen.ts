import type { Device } from './browser.ts'
import { credentialsOf } from './demo.ts'

/** Opens a page as somebody who is signed in on this device. */
export async function signInAs(device: Device, name: string, path = '/'): Promise<void> {
  await giveSession(device, name)
  await device.page.goto(path)
}

/** Lets somebody be signed in on this device, whatever is opened next. */
export async function giveSession(device: Device, name: string): Promise<void> {
  const [email, password] = await credentialsOf(device.url, name)
  const answer = await device.context.request.post('/api/auth/sign-in/email', {
    data: { email, password, rememberMe: true },
  })
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`)
}

/** Signs in with one tap, as the demo's sign-in page offers. */
export async function tapToSignIn(device: Device, name: string): Promise<void> {
  await device.page.goto('/connexion')
  await device.page.getByRole('button', { name: new RegExp(name) }).click()
  await device.page.waitForURL((url) => url.pathname !== '/connexion')
}

/** Waits until a person can read this text. */
export async function expectText(device: Device, text: string): Promise<void> {
  await device.page.getByText(text, { exact: false }).first().waitFor()
}
