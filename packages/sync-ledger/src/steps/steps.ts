import { checkedData } from '../entries/entry-data.ts'
import type { Step } from './step.ts'

const dayMs = 86_400_000

export function startedStep(syncUri: string, owner: string): Step {
  return {
    name: 'started',
    from: ['planned'],
    set: { state: 'started', syncUri, owner },
    times: { startedAt: 0 },
    isDone: (entry) => entry.syncUri === syncUri && entry.state !== 'abandoned',
  }
}

export function endedStep(
  { status, counts }: { status: string; counts?: Record<string, number> },
  retentionDays: number,
): Step {
  return {
    name: 'ended',
    from: ['started'],
    set: { state: 'ended', status, ...(counts ? { counts } : {}) },
    times: { endedAt: 0, expireAt: retentionDays * dayMs },
    isDone: (entry) => entry.state === 'ended' && entry.status === status,
  }
}

export function abandonedStep(reason: string, retentionDays: number): Step {
  return {
    name: 'abandoned',
    from: ['planned', 'started'],
    set: { state: 'abandoned', reason },
    times: { endedAt: 0, expireAt: retentionDays * dayMs },
    isDone: (entry) => entry.state === 'abandoned',
  }
}

export function dataStep(data: Record<string, unknown>): Step {
  return {
    name: 'setData',
    from: ['planned', 'started'],
    set: { data: checkedData(data) },
    times: {},
    isDone: () => false,
  }
}
