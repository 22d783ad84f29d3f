import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'

/** A push service in a process of its own that takes everything and keeps nothing: `sink.ts <key> <certificate>`. */
const [keyFile = '', certificateFile = ''] = process.argv.slice(2)
const server = createServer(
  { key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
  (asking, answer) => {
    asking.resume().on('end', () => answer.writeHead(201).end())
  },
)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' && address ? address.port : 0)
})
process.on('disconnect', () => process.exit())
