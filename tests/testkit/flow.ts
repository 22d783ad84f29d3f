import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Device, type DeviceOptions, launchBrowser, openDevice, type TestBrowser } from './browser.ts'
import type { TestDatabase } from './database.ts'
import { type PushService, startPushService } from './push-service.ts'
import { type Stack, startStack } from './stack.ts'

/** A device, by default on the flow's own stack. */
type FlowDevice = Omit<DeviceOptions, 'url'> & { url?: string }

/** The whole product and a browser, for all the tests of a file. */
export interface Flow {
  database: TestDatabase
  push: PushService
  stack: Stack
  browser: TestBrowser
  /** Those that are open in this test. */
  devices: Device[]
  /** Opens a device for this test. */
  open(options: FlowDevice): Promise<Device>
}

/** Starts and stops it around the file; a device of a failed test leaves a picture of its screen. */
export function useFlow(): Flow {
  const flow: Partial<Flow> & { devices: Device[] } = { devices: [] }

  beforeAll(async () => {
    flow.push = await startPushService()
    flow.stack = await startStack(flow.push)
    flow.browser = await launchBrowser()
  })

  afterEach(async ({ task }) => {
    for (const [index, device] of flow.devices.entries()) {
      if (task.result?.state === 'fail') await device.keepScreenshot(`${task.id}-${index}`)
      await device.context.close()
    }
    flow.devices = []
  })

  afterAll(async () => {
    await flow.browser?.browser.close()
    await flow.stack?.stop()
    await flow.push?.close()
  })

  const there = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('the flow is there from the first test on')
    return part
  }
  return {
    get database() {
      return there(flow.stack).database
    },
    get push() {
      return there(flow.push)
    },
    get stack() {
      return there(flow.stack)
    },
    get browser() {
      return there(flow.browser)
    },
    get devices() {
      return flow.devices
    },
    async open(options) {
      const device = await openDevice(there(flow.browser), { url: there(flow.stack).url, ...options })
      flow.devices.push(device)
      return device
    },
  }
}
