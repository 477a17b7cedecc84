import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { nothingSkipped } from './plan/undo-plan.ts'
import { listUndos, readUndo, recordUndo, runningUndos, type UndoRun } from './undo-runs.ts'

function undo(id: string, startedAt: number, state: UndoRun['state']): UndoRun {
  const plan = { contacts: 0, values: 0, byField: [], skipped: nothingSkipped() }
  const contacts = { planned: 0, done: 0, rejected: 0, dropped: 0 }
  return { id, who: 'ann', selection: { rule: 'x' }, startedAt: new Date(startedAt), state, plan, contacts }
}

describe('undos', () => {
  const database = testMongo()

  it('are listed newest first, and found by id', async () => {
    const db = database.fresh()
    for (const one of [undo('a', 1, 'done'), undo('b', 3, 'running'), undo('c', 2, 'skipped')])
      await recordUndo(db, one)
    assert.deepEqual(
      (await listUndos(db)).map(({ id }) => id),
      ['b', 'c', 'a'],
    )
    assert.deepEqual(
      (await listUndos(db, 1)).map(({ id }) => id),
      ['b'],
    )
    assert.deepEqual(
      (await runningUndos(db)).map(({ id }) => id),
      ['b'],
    )
    assert.deepEqual(await readUndo(db, 'a'), undo('a', 1, 'done'))
    assert.equal(await readUndo(db, 'd'), undefined)
  })

  it('are replaced, not repeated', async () => {
    const db = database.fresh()
    await recordUndo(db, undo('a', 1, 'running'))
    await recordUndo(db, undo('a', 1, 'done'))
    assert.deepEqual(
      (await listUndos(db)).map(({ state }) => state),
      ['done'],
    )
  })
})
