import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { pino } from 'pino'
import { claimEventsOfLastHour, recordClaimEvent } from './claim-events.ts'

describe('claim events', () => {
  const database = testMongo()
  const log = pino({ level: 'silent' })

  it('are counted by kind and by queue or stage, each once', async () => {
    const queueDb = database.fresh()
    await recordClaimEvent({ queueDb, log }, { kind: 'rescued', of: 'dwmQueue', claims: 2 })
    await recordClaimEvent({ queueDb, log }, { kind: 'rescued', of: 'dwmQueue', claims: 1 })
    await recordClaimEvent({ queueDb, log }, { kind: 'rescued', of: 'processedQueue', claims: 1 })
    await recordClaimEvent({ queueDb, log }, { kind: 'lost', of: 'post-contacts', claims: 1 })
    assert.deepEqual(
      await claimEventsOfLastHour(queueDb, 'rescued'),
      new Map([
        ['dwmQueue', 3],
        ['processedQueue', 1],
      ]),
    )
    assert.deepEqual(await claimEventsOfLastHour(queueDb, 'lost'), new Map([['post-contacts', 1]]))
  })

  it('count for an hour', async () => {
    const queueDb = database.fresh()
    await recordClaimEvent({ queueDb, log }, { kind: 'lost', of: 'wash-contacts', claims: 4 })
    await queueDb
      .collection('claimEvents')
      .updateOne({}, [{ $set: { at: { $subtract: ['$at', 3_601_000] } } }])
    await recordClaimEvent({ queueDb, log }, { kind: 'lost', of: 'wash-contacts', claims: 1 })
    assert.deepEqual(await claimEventsOfLastHour(queueDb, 'lost'), new Map([['wash-contacts', 1]]))
  })
})
