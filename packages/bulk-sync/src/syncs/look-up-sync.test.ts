import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaConflictError } from '@dwmops/eloqua-client'
import { endedOutcome } from '../testing.ts'
import type { JournalParts } from './journal-parts.ts'
import { lookUpForGood } from './look-up-sync.ts'

/** Eloqua as look-ups see it, one answer after the other; counts deletions of rows. */
function eloquaWith(found: readonly (string | undefined)[], refusal?: Error) {
  const answers = [...found]
  const deleted: string[] = []
  const parts = (mayWrite: boolean) =>
    ({
      mayWrite,
      eloqua: {
        syncs: {
          findByDefinition: async () =>
            [answers.shift()].flatMap((uri) => (uri === undefined ? [] : [{ uri }])),
        },
        deleteRows: async (uri: string) => {
          deleted.push(uri)
          if (refusal) throw refusal
        },
      },
    }) as unknown as JournalParts
  return { parts, deleted }
}

const entryOf = (kind: 'export' | 'import') => endedOutcome({ kind }).entry

describe('lookUpForGood', () => {
  it('deletes nothing where a sync is found', async () => {
    const { parts, deleted } = eloquaWith(['/syncs/1'])
    assert.equal(await lookUpForGood(parts(true), entryOf('import')), '/syncs/1')
    assert.deepEqual(deleted, [])
  })

  it('deletes the rows of an import without a sync, and looks again', async () => {
    const { parts, deleted } = eloquaWith([undefined, '/syncs/2'])
    assert.equal(await lookUpForGood(parts(true), entryOf('import')), '/syncs/2')
    assert.equal(deleted.length, 1)
  })

  it('deletes nothing for an export, nor where Eloqua must not be written to', async () => {
    const { parts, deleted } = eloquaWith([undefined, undefined])
    assert.equal(await lookUpForGood(parts(true), entryOf('export')), undefined)
    assert.equal(await lookUpForGood(parts(false), entryOf('import')), undefined)
    assert.deepEqual(deleted, [])
  })

  it('does not believe a missing sync while Eloqua refuses to delete its rows', async () => {
    const refusal = new EloquaConflictError('busy')
    await assert.rejects(
      lookUpForGood(eloquaWith([undefined, undefined], refusal).parts(true), entryOf('import')),
      refusal,
    )
    const arrived = eloquaWith([undefined, '/syncs/3'], refusal)
    assert.equal(await lookUpForGood(arrived.parts(true), entryOf('import')), '/syncs/3')
  })
})
