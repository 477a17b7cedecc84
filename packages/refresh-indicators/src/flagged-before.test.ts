import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo, withLostAnswers } from '@dwmops/local-mongo/testing'
import type { Db } from 'mongodb'
import { FlaggedBefore } from './flagged-before.ts'

const dayMs = 86_400_000

function openedOn(queueDb: Db, refreshAfterDays = 20) {
  const counted: object[] = []
  const context = {
    ...{ queueDb, settings: { refreshAfterDays } },
    ...{ log: { warn: () => undefined }, count: (counts: object) => counted.push(counts) },
  }
  return { before: new FlaggedBefore(context as never), counted }
}

describe('FlaggedBefore', () => {
  const database = testMongo()

  it('counts addresses that were flagged before, whatever their case', async () => {
    const { before, counted } = openedOn(database.fresh())
    await before.note(['Ann@example.com', 'bob@example.com'])
    await before.report([' ann@Example.com', 'cy@example.com'])
    assert.deepEqual(counted, [{ returned: 1 }])
  })

  it('notes them again when the answer was lost', async () => {
    const { before, counted } = openedOn(withLostAnswers(database.fresh()))
    await before.note(['ann@example.com'])
    await before.report(['ann@example.com'])
    assert.deepEqual(counted, [{ returned: 1 }])
  })

  it('counts nothing where none was', async () => {
    const { before, counted } = openedOn(database.fresh())
    await before.note(['ann@example.com'])
    await before.report(['bob@example.com'])
    assert.deepEqual(counted, [])
  })

  it('counts none that is old again', async () => {
    const db = database.fresh()
    const { before, counted } = openedOn(db)
    await before.note(['ann@example.com'])
    await db
      .collection('flaggedIndicators')
      .updateMany({}, { $set: { at: new Date(Date.now() - 21 * dayMs) } })
    await before.report(['ann@example.com'])
    assert.deepEqual(counted, [])
  })

  it('keeps no address, and one document for each however often it is noted', async () => {
    const db = database.fresh()
    const { before } = openedOn(db)
    for (let runs = 0; runs < 2; runs += 1) await before.note(['ann@example.com'])
    const kept = await db.collection('flaggedIndicators').find().toArray()
    assert.equal(kept.length, 1)
    assert.doesNotMatch(JSON.stringify(kept), /ann/)
  })
})
