import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Collection, MongoServerError } from 'mongodb'
import type { StoredEntry } from '../entries/stored-entry.ts'
import { type Step, takeStep } from './step.ts'

const step: Step = {
  ...{ name: 'start', from: ['planned'], set: { state: 'started', syncUri: '/syncs/1' }, times: {} },
  isDone: ({ state }) => state === 'started',
}

interface World {
  /** The entry as the step leaves it; null where it is in none of the states that the step begins in. */
  readonly moved?: object | null
  readonly found?: object | null
  readonly error?: Error
  /** The entry that follows the same sync. */
  readonly other?: object | null
  readonly more?: Partial<Step>
}

async function taken({ moved = null, found = null, error, other = null, more = {} }: World) {
  const written: string[] = []
  const collection = {
    findOneAndUpdate: async (_: object, stages: object[]) => {
      written.push(JSON.stringify(stages))
      if (error) throw error
      return moved
    },
    findOne: async (filter: object) => ('syncUri' in filter ? other : found),
  } as unknown as Collection<StoredEntry>
  const entry = await takeStep(collection, 'one', { ...step, ...more })
  return { entry, written: written.join() }
}

const refused = new MongoServerError({ message: 'duplicate', code: 11_000 })

describe('takeStep', () => {
  it('moves an entry, with values as they are and times by the clock of the database', async () => {
    const { entry, written } = await taken({ moved: { state: 'started' }, more: { times: { endedAt: 5 } } })
    assert.equal(entry.state, 'started')
    assert.match(written, /"syncUri":\{"\$literal":"\/syncs\/1"\}/)
    assert.match(written, /"seenAt":"\$\$NOW","endedAt":\{"\$add":\["\$\$NOW",5\]\}/)
  })

  it('finds a step that is done already, and refuses one that is not allowed any more', async () => {
    assert.equal((await taken({ found: { state: 'started' } })).entry.state, 'started')
    await assert.rejects(taken({ found: { state: 'ended' } }), { code: 'LEDGER_STATE', message: /is ended/ })
    await assert.rejects(taken({}), { code: 'LEDGER_NOT_FOUND' })
  })

  it('says which entry follows the sync already', async () => {
    const other = { _id: 'two' }
    await assert.rejects(taken({ error: refused, other }), {
      code: 'LEDGER_SYNC_TAKEN',
      message: /entry two, not one/,
    })
  })

  it('throws any other refusal as it is', async () => {
    await assert.rejects(taken({ error: refused }), refused)
    await assert.rejects(taken({ error: refused, other: { _id: 'one' } }), refused)
    await assert.rejects(taken({ error: refused, other: { _id: 'two' }, more: { set: {} } }), refused)
    const lost = new Error('connection lost')
    await assert.rejects(taken({ error: lost, other: { _id: 'two' } }), lost)
  })
})
