import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type OperationDefinitionNode,
  print,
} from 'graphql'
import { audienceOf } from '../alerts/alert.policy.ts'
import type { StreamFrame } from '../alerts/alert-stream.ts'
import type { StreamContext } from '../alerts/stream-context.ts'
import { factsOf } from '../alerts/to-alert.ts'
import { asViewer } from '../identity/context.ts'

/** Results of one live frame, by operation and audience; they go when the frame goes. */
const results = new WeakMap<StreamFrame, Map<string, Promise<ExecutionResult>>>()

/**
 * Subscribes as graphql-js does, but executes a live event once per distinct operation and audience instead
 * of once per socket: everyone whom the policy gives the same eyes gets the same result.
 */
export async function subscribeShared(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return source
  const operation = operationKey(args)
  const context = args.contextValue as StreamContext
  const frames = (source as AsyncIterable<StreamFrame>)[Symbol.asyncIterator]()
  return mapFrames(frames, (frame) => {
    const run = async () => asViewer(context.viewer, () => execute({ ...args, rootValue: frame }))
    const audience = frame.event && context.viewer && audienceOf(context.viewer, factsOf(frame.event.alert))
    if (!audience) return run()
    const byKey = results.get(frame) ?? new Map<string, Promise<ExecutionResult>>()
    results.set(frame, byKey)
    const key = `${audience}\n${operation}`
    const shared = byKey.get(key) ?? run()
    byKey.set(key, shared)
    return shared
  })
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
  return `${args.operationName ?? ''}\n${JSON.stringify(variables)}\n${print(args.document)}`
}
