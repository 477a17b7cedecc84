import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { LeaseLostError } from '../errors.ts'
import { entries, present, testBed, withLateCommand, withStop } from '../testing.ts'

describe('lease', () => {
  const bed = testBed()
  const until = async (token: string) => (await bed.open().claims()).find((one) => one.token === token)?.until

  it('renews itself every third of its length, by the database clock', async () => {
    const queue = bed.open({ leaseMs: 6_000 })
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    const first = present(await until(claim.token))
    const deadline = Date.now() + 600_000
    for (let now = first; now <= first; now = present(await until(claim.token)))
      assert.ok(Date.now() < deadline, 'never renewed')
    assert.equal(claim.signal.aborted, false)
  })

  for (const reading of ['read what was claimed', 'read what was adopted'])
    it(`renews itself while its holder is to ${reading}`, async () => {
      await bed.open().add('in', entries(1))
      const isAdopted = reading.endsWith('adopted')
      if (isAdopted) {
        await present(await bed.open().claim('in', 1)).attachSync('sync1')
        await bed.endLeases()
      }
      const slow = withStop(bed.db, reading)
      const queue = bed.open({ leaseMs: 6_000 }, slow.store)
      const taking = isAdopted ? queue.adopt('in') : queue.claim('in', 1)
      await slow.stopped
      const token = present((await bed.open().claims())[0]).token
      const first = present(await until(token))
      const deadline = Date.now() + 600_000
      for (let now = first; now <= first; now = present(await until(token)))
        assert.ok(Date.now() < deadline, 'never renewed')
      slow.goOn()
      assert.equal(present(await taking).items.length, 1)
    })

  it('aborts the work when the lease was taken in the middle of it', async () => {
    const queue = bed.open({ leaseMs: 600 })
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    assert.equal(await queue.release(claim.token), 1)
    if (!claim.signal.aborted) await once(claim.signal, 'abort', { signal: AbortSignal.timeout(600_000) })
    assert.ok(claim.signal.reason instanceof LeaseLostError)
    await assert.rejects(claim.renew(), LeaseLostError)
    await assert.rejects(claim.attachSync('sync1'), LeaseLostError)
  })

  it('lets a late holder go on as long as nobody has taken its items', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    await bed.endLeases()
    await claim.renew()
    assert.equal((await queue.rescue()).expired, 0)
    await claim.release()
  })

  it('is lost to a process that stood still for longer, before its timers fire', async () => {
    const queue = bed.open({ leaseMs: 100 })
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    for (const end = performance.now() + 150; performance.now() < end; );
    await assert.rejects(claim.attachSync('sync1'), LeaseLostError)
    assert.equal((await queue.claims())[0]?.syncId, undefined)
  })

  it('keeps the latest sync, though an earlier change of it arrives late', async () => {
    const late = withLateCommand(bed.db, 'claims', 'updateOne')
    const queue = bed.open({}, late.store)
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    const syncId = async () => (await queue.claims())[0]?.syncId
    await claim.attachSync('sync1')
    await claim.attachSync('sync2')
    await late.arrive()
    assert.equal(await syncId(), 'sync2')
    const lateDetach = withLateCommand(bed.db, 'claims', 'updateOne')
    await bed.endLeases()
    const adopted = present(await bed.open({}, lateDetach.store).adopt('in'))
    await adopted.detachSync()
    await adopted.attachSync('sync3')
    await lateDetach.arrive()
    assert.equal(await syncId(), 'sync3')
    await adopted.release()
  })

  it('stops renewing once the claim has ended', async () => {
    const queue = bed.open({ leaseMs: 6_000 })
    await queue.add('in', entries(1))
    await present(await queue.claim('in', 1)).release()
    assert.deepEqual(await queue.claims(), [])
    assert.equal(await bed.db.collection('claims').countDocuments(), 0)
  })
})
