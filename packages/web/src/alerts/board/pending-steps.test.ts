import { expect, it } from 'vitest'
import type { OutboxEntry } from '../../outbox/outbox.ts'
import { pendingSteps } from './pending-steps.ts'

function entry(id: string, request: OutboxEntry['request'], state: OutboxEntry['state']): OutboxEntry {
  return {
    id,
    owner: 'p1',
    sequence: 1,
    request,
    contractVersion: 1,
    savedAt: '2026-11-22T21:00:00.000Z',
    state,
    queue: state === 'done' || state === 'refused' ? 'over' : 'text',
    attempts: 0,
    nextAttemptAt: 0,
    lastError: null,
    mayHaveArrived: false,
    acknowledgement: null,
    photos: [],
  }
}

const seen = (id: string, alertId: string, state: OutboxEntry['state'], onTheWay = false) =>
  entry(id, { kind: 'acknowledgeAlert', input: { id, alertId, onTheWay } }, state)
const over = (id: string, alertId: string, state: OutboxEntry['state']) =>
  entry(id, { kind: 'resolveAlert', input: { id, alertId } }, state)

it('shows the newest step that waits, by alert', () => {
  const steps = pendingSteps(
    [over('3', 'b', 'pending'), seen('2', 'a', 'sending', true), seen('1', 'a', 'pending')],
    [
      { id: 'a', status: 'REPORTED' },
      { id: 'b', status: 'ON_THE_WAY' },
    ],
  )
  expect([...steps]).toEqual([
    ['b', { status: 'RESOLVED', state: 'waiting' }],
    ['a', { status: 'ON_THE_WAY', state: 'waiting' }],
  ])
})

it('keeps an arrived step until the alert shows it', () => {
  const entries = [seen('1', 'a', 'done')]
  expect(pendingSteps(entries, [{ id: 'a', status: 'REPORTED' }]).get('a')?.state).toBe('arrived')
  expect(pendingSteps(entries, [{ id: 'a', status: 'ACKNOWLEDGED' }]).size).toBe(0)
})

it('says when a step was refused', () => {
  const steps = pendingSteps([seen('1', 'a', 'refused')], [{ id: 'a', status: 'RESOLVED' }])
  expect(steps.get('a')).toEqual({ status: 'ACKNOWLEDGED', state: 'refused' })
})
