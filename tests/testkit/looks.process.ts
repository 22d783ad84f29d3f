import { setTimeout as pause } from 'node:timers/promises'

/** Asks the address in its arguments again and again; when it is told to stop, says how long each answer took. */
const [address = ''] = process.argv.slice(2)
const took: number[] = []
let going = true

process.once('message', () => {
  going = false
})

// The first look makes the connection, and Node reads its own code for it.
await (await fetch(address)).arrayBuffer()
process.send?.('ready')

while (going) {
  const asked = performance.now()
  await (await fetch(address)).arrayBuffer()
  took.push(performance.now() - asked)
  await pause(10)
}
process.send?.(took, () => process.disconnect())
