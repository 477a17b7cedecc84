import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LeaseLostError, UnknownOutcomeError } from '../errors.ts'
import { entries, present, settleAll, testBed } from '../testing.ts'

describe('settle', () => {
  const bed = testBed()

  it('moves with a new payload, fresh attempts and the last error forgotten', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const [first] = present(await queue.claim('in', 1)).items
    await bed.endLeases()
    await queue.rescue()
    const claim = present(await queue.claim('in', 1))
    assert.equal(claim.items[0]?.lastError?.code, 'LEASE_EXPIRED')
    await claim.settle([{ id: present(first).id, to: { queue: 'out', payload: { $odd: '$value' } } }])
    const [moved] = present(await queue.claim('out', 1)).items
    assert.deepEqual(moved?.payload, { $odd: '$value' })
    assert.equal(moved?.attempts, 1)
    assert.equal(moved?.lastError, undefined)
  })

  it('gives each of many its own new payload', async () => {
    const queue = bed.open()
    await queue.add('in', entries(250))
    const claim = present(await queue.claim('in', 250))
    await claim.settle(claim.items.map(({ id }) => ({ id, to: { queue: 'out', payload: { own: id } } })))
    const { items } = present(await queue.claim('out', 250))
    assert.equal(items.length, 250)
    for (const { id, payload } of items) assert.deepEqual(payload, { own: id })
  })

  it('keeps done items readable and lets the server delete them after the retention', async () => {
    const queue = bed.open({ retentionMs: 60_000 })
    await queue.add('in', entries(1))
    await settleAll(present(await queue.claim('in', 1)), 'done')
    const { item } = present(await queue.show('key1'))
    assert.equal(item.state, 'done')
    assert.deepEqual(item.payload, { name: 'key1' })
    const aged = await bed.db
      .collection('items')
      .updateOne({ expireAt: { $gt: new Date() } }, { $set: { expireAt: new Date(0) } })
    assert.equal(aged.modifiedCount, 1)
    await bed.mongo.expireNow()
    assert.equal(await queue.show('key1'), undefined)
  })

  it('buries with a reason', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    const { id } = present(claim.items[0])
    const reason = { code: 'REJECTED', message: 'no such field' }
    assert.deepEqual((await claim.settle([{ id, to: 'dead', reason }])).buried, [id])
    assert.equal((await queue.show('key1'))?.item.lastError?.code, 'REJECTED')
  })

  it('returns to the queue until the attempts are used up, then buries with the reason', async () => {
    const queue = bed.open({ maxAttempts: 2 })
    await queue.add('in', entries(1))
    const reason = { code: 'LATER', message: 'come again' }
    const first = present(await queue.claim('in', 1))
    const id = present(first.items[0]).id
    assert.deepEqual((await first.settle([{ id, to: 'requeue', reason }])).buried, [])
    const refunded = present(await queue.claim('in', 1))
    assert.deepEqual((await refunded.settle([{ id, to: 'requeue', countAttempt: false }])).buried, [])
    const second = present(await queue.claim('in', 1))
    assert.deepEqual((await second.settle([{ id, to: 'requeue', reason }])).buried, [id])
    assert.equal((await queue.show(id))?.item.state, 'dead')
    assert.equal((await queue.show(id))?.item.lastError?.code, 'LATER')
  })

  it('reports settled again when it is repeated, and writes nothing', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const claim = present(await queue.claim('in', 2))
    const first = await settleAll(claim, { queue: 'out' })
    const other = present(await queue.claim('out', 2))
    const again = await settleAll(claim, { queue: 'out' })
    assert.deepEqual(again.settled.toSorted(), first.settled.toSorted())
    assert.deepEqual(again.lost, [])
    assert.equal((await settleAll(other, 'done')).settled.length, 2)
  })

  it('reports lost, and writes nothing, after the lease has passed to another worker', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const late = present(await queue.claim('in', 1))
    await bed.endLeases()
    await queue.rescue()
    const holder = present(await queue.claim('in', 1))
    const { settled, lost } = await settleAll(late, { queue: 'out' })
    assert.deepEqual([settled.length, lost.length], [0, 1])
    assert.equal((await queue.show('key1'))?.item.claim, holder.token)
    assert.equal((await settleAll(holder, 'done')).settled.length, 1)
  })

  it('confirms by a majority what it settled before its lease was lost', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    await bed.endLeases()
    await queue.rescue()
    await assert.rejects(claim.renew(), LeaseLostError)
    bed.commands()
    const { lost } = await settleAll(claim, 'done')
    assert.deepEqual([lost.length, bed.commands()], [1, ['find', 'update']])
  })

  it('settles in parts; the claim ends with its last item', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const claim = present(await queue.claim('in', 2))
    const [one, two] = claim.items.map(({ id }) => id)
    await claim.settle([{ id: present(one), to: 'done' }])
    assert.equal((await queue.claims()).length, 1)
    await claim.settle([{ id: present(two), to: 'done' }])
    assert.deepEqual(await queue.claims(), [])
  })

  it('refuses items that the claim does not hold, before writing', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    const id = present(claim.items[0]).id
    await assert.rejects(claim.settle([{ id: 'f'.repeat(24), to: 'done' }]), UnknownOutcomeError)
    await assert.rejects(
      claim.settle([
        { id, to: 'done' },
        { id, to: 'requeue' },
      ]),
      UnknownOutcomeError,
    )
    assert.equal((await queue.show(id))?.item.state, 'claimed')
  })

  it('keeps the syncs that carried an item', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    await claim.attachSync('sync1')
    await settleAll(claim, { queue: 'out' })
    assert.deepEqual(present(await queue.claim('out', 1)).items[0]?.syncs, ['sync1'])
  })

  it('strands a new payload that no document can hold', async () => {
    const queue = bed.open()
    await queue.add('in', entries(1))
    const claim = present(await queue.claim('in', 1))
    const payload = { text: 'x'.repeat(8 * 1024 * 1024) }
    const { id } = present(claim.items[0])
    assert.deepEqual((await claim.settle([{ id, to: { queue: 'out', payload } }])).buried, [id])
    assert.equal((await queue.show('key1'))?.item.lastError?.code, 'PAYLOAD_TOO_LARGE')
  })
})
