import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Collection, MongoServerError } from 'mongodb'
import type { StoredEntry } from '../entries/stored-entry.ts'
import type { Plan } from './plan.ts'
import { planEntry } from './plan-entry.ts'

const who = { stage: 'post-contacts', owner: 'me' }
const plan: Plan = { id: 'one', kind: 'import', definitionUri: '/imports/1' }
const own = { ...who, kind: 'import', definitionUri: '/imports/1', state: 'planned' }

/** Plans where the upsert gives this, or is refused with an error and this is there. */
async function planned(
  given: object | null,
  { error, more = {} }: { error?: Error; more?: Partial<Plan> } = {},
) {
  const written: string[] = []
  const collection = {
    findOneAndUpdate: async (_: object, stages: object[]) => {
      written.push(JSON.stringify(stages))
      if (error) throw error
      return given
    },
    findOne: async () => given,
  } as unknown as Collection<StoredEntry>
  const stored = await planEntry(collection, who, { ...plan, ...more })
  return { stored, written: written.join() }
}

describe('planEntry', () => {
  it('writes down the claim and the data where there are some', async () => {
    assert.ok(!/claim|data/.test((await planned(own)).written))
    const { written } = await planned(own, { more: { claim: 't1', data: { a: 1 } } })
    assert.match(written, /"claim":\{"\$literal":"t1"\}.*"data":\{"\$literal":\{"a":1\}\}/)
  })

  it('gives the entry that is there, in whatever state, and refuses that of another sync', async () => {
    assert.equal((await planned({ ...own, state: 'ended' })).stored.state, 'ended')
    for (const other of [{ stage: 'undo' }, { kind: 'export' }, { definitionUri: '/imports/2' }])
      await assert.rejects(planned({ ...own, ...other }), { code: 'LEDGER_STATE' })
  })

  it('finds the first of several upserts at once', async () => {
    const error = new MongoServerError({ message: 'duplicate', code: 11_000 })
    assert.equal((await planned(own, { error })).stored.state, 'planned')
    await assert.rejects(planned(null, { error }), error)
    const lost = new Error('connection lost')
    await assert.rejects(planned(own, { error: lost }), lost)
  })

  it('says that an entry is gone right after it was written', async () => {
    await assert.rejects(planned(null), { code: 'LEDGER_NOT_FOUND' })
  })

  it('refuses data that is too large', async () => {
    const data = { text: 'x'.repeat(300_000) }
    await assert.rejects(planned(own, { more: { data } }), { code: 'LEDGER_DATA_TOO_LARGE' })
  })
})
