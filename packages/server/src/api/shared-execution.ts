import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type OperationDefinitionNode,
  print,
} from 'graphql'
import type { WebSocket } from 'ws'
import { audienceOf } from '../alerts/alert.policy.ts'
import type { Deliver, StreamFrame } from '../alerts/alert-stream.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import { factsOf } from '../alerts/to-alert.ts'
import { asViewer } from '../identity/context.ts'

/** The socket and the operation of one subscription. */
export interface Line {
  /** Chosen by the client. */
  id: string
  socket: WebSocket
}

/** One live frame as everyone with the same eyes gets it for the same operation. */
interface Shared {
  result: ExecutionResult | Promise<ExecutionResult>
  /** The message that carries it, after the id; null until it is there, and when only the long way can carry it. */
  bytes: Buffer | null
  /** Who takes the bytes as soon as they are there; null once that is decided. */
  waiting: ((bytes: Buffer | null) => void)[] | null
}

/** Results of one live frame, by operation and audience; they go when the frame goes. */
const results = new WeakMap<StreamFrame, Map<Operation, Map<string, Shared>>>()

/**
 * Subscribes as graphql-js does, but executes a live event once per distinct operation and audience instead
 * of once per socket: everyone whom the policy gives the same eyes gets the same result. A phone that keeps up
 * gets it written to its socket at once, as bytes made once for all.
 */
export async function subscribeShared(
  args: ExecutionArgs,
  line: Line,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const operation = operationOf(args)
  const context = args.contextValue as StreamContext
  const share = (frame: StreamFrame): Shared => {
    const run = () => asViewer(context.viewer, () => execute({ ...args, rootValue: frame }))
    const audience = frame.event && context.viewer && audienceOf(context.viewer, factsOf(frame.event.alert))
    if (!audience) return { result: run(), bytes: null, waiting: null }
    const byOperation = results.get(frame) ?? new Map<Operation, Map<string, Shared>>()
    results.set(frame, byOperation)
    const byAudience = byOperation.get(operation) ?? new Map<string, Shared>()
    byOperation.set(operation, byAudience)
    const shared = byAudience.get(audience) ?? toShared(run())
    byAudience.set(audience, shared)
    return shared
  }
  const deliver = deliverOver(line, share)
  const source = await createSourceEventStream({ ...args, contextValue: { ...context, deliver } })
  if (!(Symbol.asyncIterator in source)) return source
  const frames = (source as AsyncIterable<StreamFrame>)[Symbol.asyncIterator]()
  return mapFrames(frames, async (frame) => share(frame).result)
}

function toShared(result: ExecutionResult | Promise<ExecutionResult>): Shared {
  if (!(result instanceof Promise)) return { result, bytes: bytesOf(result), waiting: null }
  const shared: Shared = { result, bytes: null, waiting: [] }
  const settle = (bytes: Buffer | null) => {
    shared.bytes = bytes
    const { waiting } = shared
    shared.waiting = null
    for (const take of waiting ?? []) take(bytes)
  }
  result.then(
    (done) => settle(bytesOf(done)),
    () => settle(null),
  )
  return shared
}

/** What went wrong is told the long way, where errors are put into public words. */
const bytesOf = (result: ExecutionResult): Buffer | null =>
  result.errors ? null : Buffer.from(`,"type":"next","payload":${JSON.stringify(result)}}`)

/** Writes a frame to a socket that has sent everything before; the client's id comes first. */
function deliverOver({ id, socket }: Line, share: (frame: StreamFrame) => Shared): Deliver {
  const head = Buffer.from(`{"id":${JSON.stringify(id)}`)
  const write = (bytes: Buffer) => {
    if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([head, bytes]), { binary: false })
  }
  return (frame, queue) => {
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > 0) return false
    const { bytes, waiting } = share(frame)
    if (bytes) write(bytes)
    else if (!waiting) return false
    else {
      queue.hold()
      waiting.push((made) => {
        if (made) write(made)
        else queue.push(frame)
        queue.letGo()
      })
    }
    return true
  }
}

function mapFrames(
  source: AsyncIterator<StreamFrame>,
  toResult: (frame: StreamFrame) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      const frame = await source.next()
      if (frame.done) return { done: true, value: undefined }
      return { done: false, value: await toResult(frame.value) }
    },
    async return() {
      await source.return?.()
      return { done: true, value: undefined }
    },
  }
}

/** Stands for one operation with its variables: the same object for every socket that asks the same. */
interface Operation {
  key: string
}

const operations = new Map<string, Operation>()

/** Operations that are told apart at a time; more are forgotten and then shared anew. */
const OPERATIONS_MAX = 500

function operationOf(args: ExecutionArgs): Operation {
  const key = operationKey(args)
  const operation = operations.get(key) ?? { key }
  if (operations.size >= OPERATIONS_MAX) operations.clear()
  operations.set(key, operation)
  return operation
}

/**
 * The operation without what differs from phone to phone: `after` only says where a stream begins, it changes
 * nothing in a frame.
 */
function operationKey(args: ExecutionArgs): string {
  const operations = args.document.definitions.filter(
    (it): it is OperationDefinitionNode => it.kind === 'OperationDefinition',
  )
  const operation = operations.find((it) => it.name?.value === args.operationName) ?? operations[0]
  const cursors = new Set(
    (operation?.selectionSet.selections ?? []).flatMap((field) =>
      field.kind === 'Field'
        ? (field.arguments ?? []).flatMap(({ name, value }) =>
            name.value === 'after' && value.kind === 'Variable' ? value.name.value : [],
          )
        : [],
    ),
  )
  const variables = Object.entries(args.variableValues ?? {}).filter(([name]) => !cursors.has(name))
  return `${args.operationName ?? ''}\n${JSON.stringify(variables)}\n${textOf(args.document)}`
}

/** Documents are shared between sockets (parsed-documents.ts): each is printed once. */
const texts = new WeakMap<DocumentNode, string>()

function textOf(document: DocumentNode): string {
  const text = texts.get(document) ?? print(document)
  texts.set(document, text)
  return text
}
