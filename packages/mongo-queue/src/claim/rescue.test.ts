import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { entries, present, settleAll, testBed } from '../testing.ts'

const nothing = { expired: 0, returned: 0, buried: 0, leftForAdoption: 0, freedAfterHours: 0, byQueue: {} }

describe('rescue', () => {
  const bed = testBed()

  it('leaves claims within their lease alone', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    await queue.claim('in', 2)
    assert.deepEqual(await queue.rescue(), nothing)
  })

  it('frees what a killed run held, keeping attempts and age', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const dead = present(await queue.claim('in', 2))
    await bed.endLeases()
    assert.deepEqual(await queue.rescue(), {
      ...nothing,
      expired: 1,
      returned: 2,
      byQueue: { in: { claims: 1, items: 2 } },
    })
    const next = present(await queue.claim('in', 2))
    assert.deepEqual(
      next.items.map(({ attempts }) => attempts),
      [2, 2],
    )
    assert.deepEqual(
      next.items[0]?.enteredAt,
      dead.items.find(({ id }) => id === next.items[0]?.id)?.enteredAt,
    )
    assert.deepEqual(await queue.rescue(), nothing)
  })

  it('buries past the attempt limit with the last error', async () => {
    const queue = bed.open({ maxAttempts: 1 })
    await queue.add('in', entries(1))
    await queue.claim('in', 1)
    await bed.endLeases()
    assert.deepEqual(await queue.rescue(), {
      ...nothing,
      expired: 1,
      buried: 1,
      byQueue: { in: { claims: 1, items: 1 } },
    })
    const [letter] = (await queue.deadLetters()).letters
    assert.equal(letter?.reason?.code, 'OUT_OF_ATTEMPTS')
  })

  it('lets a newer export take over instead', async () => {
    const queue = bed.open({ maxAttempts: 1 })
    await queue.add('in', entries(1))
    await queue.claim('in', 1)
    await queue.add('in', [{ key: 'key1', payload: { v: 2 }, source: 'new' }])
    await bed.endLeases()
    assert.deepEqual(await queue.rescue(), {
      ...nothing,
      expired: 1,
      returned: 1,
      byQueue: { in: { claims: 1, items: 1 } },
    })
    assert.deepEqual(present(await queue.claim('in', 1)).items[0]?.payload, { v: 2 })
  })

  it('leaves a claim with a sync to be adopted, for some hours', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    await present(await queue.claim('in', 1)).attachSync('sync1')
    await bed.endLeases()
    assert.deepEqual(await queue.rescue(), { ...nothing, leftForAdoption: 1 })
    const impatient = bed.open({ maxSyncHoldMs: -1 })
    assert.deepEqual(await impatient.rescue(), {
      ...nothing,
      expired: 1,
      returned: 1,
      freedAfterHours: 1,
      byQueue: { in: { claims: 1, items: 1 } },
    })
  })

  it('finishes what another rescue began', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const { token } = present(await queue.claim('in', 1))
    const claims = bed.db.collection<{ _id: string }>('claims')
    await claims.updateOne({ _id: token }, { $set: { expiredAt: new Date() } })
    assert.equal((await queue.rescue()).returned, 1)
  })

  it('frees items of a claim that is gone', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    await bed.db.collection('items').updateMany({}, { $set: { state: 'claimed', claim: 'of nobody' } })
    assert.equal((await queue.rescue()).returned, 1)
    assert.equal(present(await queue.claim('in', 1)).items.length, 1)
  })

  it('is harmless for many at once', async () => {
    const queue = bed.open()
    await queue.add('in', entries(50))
    for (let round = 0; round < 5; round += 1) await queue.claim('in', 10)
    await bed.endLeases()
    await Promise.all(Array.from({ length: 4 }, () => bed.open().rescue()))
    const claim = present(await queue.claim('in', 50))
    assert.equal(claim.items.length, 50)
    assert.equal((await settleAll(claim, 'done')).settled.length, 50)
  })
})
