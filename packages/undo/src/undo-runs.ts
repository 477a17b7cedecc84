import { retryTransient } from '@dwmops/mongo'
import type { RevertState } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import type { UndoSelection } from './plan/selection.ts'
import type { UndoPlan } from './plan/undo-plan.ts'

/** Who undoes, and why, in words that will be read later. */
export interface UndoReason {
  readonly who: string
  readonly note?: string
}

/** An undo as it is kept. `running` without an end for long: its process is gone, and the next undo resumes it. */
export interface UndoRun extends UndoReason {
  readonly id: string
  readonly selection: UndoSelection
  readonly startedAt: Date
  readonly endedAt?: Date
  /** skipped: Eloqua must not be written to here, so that it stayed a plan. */
  readonly state: 'running' | 'done' | 'skipped'
  /** As it was planned; without samples, since they hold values. */
  readonly plan: Omit<UndoPlan, 'samples' | 'id'>
  /** Contacts by what became of them; planned ones wait in the queue for the next undo. */
  readonly contacts: Readonly<Record<RevertState, number>>
}

type UndoDocument = Omit<UndoRun, 'id'> & { readonly _id: string }

export async function recordUndo(queueDb: Db, { id, ...run }: UndoRun): Promise<void> {
  await retryTransient('record the undo', () =>
    undosOf(queueDb).replaceOne({ _id: id }, run, { upsert: true }),
  )
}

/** Undos, newest first. */
export async function listUndos(queueDb: Db, limit = 50): Promise<UndoRun[]> {
  const found = await retryTransient('list the undos', () =>
    undosOf(queueDb).find().sort({ startedAt: -1 }).limit(limit).toArray(),
  )
  return found.map(({ _id, ...run }) => ({ id: _id, ...run }))
}

export async function readUndo(queueDb: Db, id: string): Promise<UndoRun | undefined> {
  const found = await retryTransient('read the undo', () => undosOf(queueDb).findOne({ _id: id }))
  if (found === null) return undefined
  const { _id, ...run } = found
  return { id: _id, ...run }
}

/** Those that have no end yet. */
export async function runningUndos(queueDb: Db): Promise<UndoRun[]> {
  const found = await retryTransient('list the undos', () =>
    undosOf(queueDb).find({ state: 'running' }).toArray(),
  )
  return found.map(({ _id, ...run }) => ({ id: _id, ...run }))
}

function undosOf(queueDb: Db) {
  return queueDb.collection<UndoDocument>('undos')
}
