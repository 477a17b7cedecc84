import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LeaseLostError } from '../errors.ts'
import { entries, present, settleAll, testBed, withLateCommand, withStop } from '../testing.ts'

describe('adopt', () => {
  const bed = testBed()
  const leaveBehind = async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const claim = present(await queue.claim('in', 2))
    await claim.attachSync('sync1')
    await bed.endLeases()
    return claim
  }

  it('takes over items and sync of a dead run under a new token', async () => {
    const dead = await leaveBehind()
    const claim = present(await bed.open().adopt('in'))
    assert.notEqual(claim.token, dead.token)
    assert.equal(claim.syncId, 'sync1')
    assert.equal(claim.items.length, 2)
    assert.equal(claim.items[0]?.attempts, 1)
    assert.equal((await settleAll(dead, 'done')).lost.length, 2)
    await assert.rejects(dead.renew(), LeaseLostError)
    assert.equal((await settleAll(claim, 'done')).settled.length, 2)
  })

  it('finds nothing where the lease lasts, there is no sync, or the queue is another', async () => {
    const queue = bed.open()
    const claim = await leaveBehind()
    assert.equal(await queue.adopt('other'), undefined)
    await claim.renew()
    assert.equal(await queue.adopt('in'), undefined)
    await claim.detachSync()
    await bed.endLeases()
    assert.equal(await queue.adopt('in'), undefined)
  })

  it('hands a claim to one of many adopters', async () => {
    await leaveBehind()
    const adopted = await Promise.all(Array.from({ length: 5 }, () => bed.open().adopt('in')))
    assert.equal(adopted.filter((claim) => claim !== undefined).length, 1)
  })

  it('is adopted again when the adopter dies half-way', async () => {
    const dead = await leaveBehind()
    const claims = bed.db.collection<{ _id: string }>('claims')
    await claims.updateOne({ _id: dead.token }, { $set: { adopter: 'died', until: new Date(0) } })
    const claim = present(await bed.open().adopt('in'))
    assert.equal(claim.items.length, 2)
    assert.equal((await bed.open().claims()).length, 1)
  })

  it('leaves items to the latest adopter of their claim, no matter which adopter moved them', async () => {
    await leaveBehind()
    const slow = withStop(bed.db, 'take over the items of a claim')
    const adoptedLate = bed.open({}, slow.store).adopt('in')
    await slow.stopped
    const slowToken = (await bed.open().claims()).at(-1)?.token
    await bed.endLeases()
    const dying = withStop(bed.db, 'take over the items of a claim')
    void bed.open({}, dying.store).adopt('in')
    await dying.stopped
    await bed.endLeases(slowToken)
    assert.equal(await bed.open().adopt('in'), undefined)
    slow.goOn()
    assert.equal(await adoptedLate, undefined)
    assert.equal((await bed.open().rescue()).returned, 0)
    await bed.endLeases()
    const claim = present(await bed.open().adopt('in'))
    assert.equal(claim.syncId, 'sync1')
    assert.equal((await settleAll(claim, 'done')).settled.length, 2)
    assert.equal(await bed.open().adopt('in'), undefined)
    assert.deepEqual(await bed.open().claims(), [])
  })

  it('takes over what earlier adopters have moved, as long as their claim has not gone', async () => {
    await leaveBehind()
    for (const stall of ['end an adopted claim', 'start a claim on in']) {
      const dying = withStop(bed.db, stall)
      void bed.open({}, dying.store).adopt('in')
      await dying.stopped
      await bed.endLeases()
      await bed.open().rescue()
    }
    const claim = present(await bed.open().adopt('in'))
    assert.equal((await settleAll(claim, 'done')).settled.length, 2)
    assert.equal(await bed.open().adopt('in'), undefined)
    assert.deepEqual(await bed.open().claims(), [])
  })

  it('keeps what it has adopted, though a lost command begins the old claim again', async () => {
    const late = withLateCommand(bed.db, 'claims', 'findOneAndUpdate')
    const dead = bed.open({}, late.store)
    await dead.add('in', entries(2))
    await present(await dead.claim('in', 2)).attachSync('sync1')
    await bed.endLeases()
    const slow = withStop(bed.db, 'look for another adopter')
    const adopting = bed.open({}, slow.store).adopt('in')
    await slow.stopped
    await late.arrive()
    slow.goOn()
    const claim = present(await adopting)
    assert.equal((await bed.open().rescue()).returned, 0)
    assert.equal((await settleAll(claim, 'done')).settled.length, 2)
  })

  it('follows at once what a run leaves with its sync, and so does the end of its scope', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const claim = present(await queue.claim('in', 2))
    await claim.attachSync('sync1')
    await claim[Symbol.asyncDispose]()
    const adopted = present(await queue.adopt('in'))
    assert.equal(adopted.items.length, 2)
    await adopted.abandon()
    assert.equal(present(await queue.adopt('in')).syncId, 'sync1')
  })
})
