import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyHex } from '../item/key-id.ts'
import { entries, present, settleAll, testBed } from '../testing.ts'

const none = { added: 0, unchanged: 0, renewed: 0, keptPending: 0, dead: 0 }
const old = { key: 'a', payload: { v: 1 }, source: 's1' }
const recent = { key: 'a', payload: { v: 2 }, source: 's2' }

describe('add', () => {
  const bed = testBed()

  it('adds new keys and folds those of the same key to the last', async () => {
    const queue = bed.open()
    const result = await queue.add('in', [old, { key: 'b', payload: {}, source: 'b' }, recent])
    assert.deepEqual(result, { ...none, added: 2 })
    assert.deepEqual((await queue.show('a'))?.item.payload, { v: 2 })
  })

  it('changes nothing for the same source that is ready, claimed or dead', async () => {
    const queue = bed.open()
    await queue.add('in', entries(3))
    const claim = present(await queue.claim('in', 2))
    const [first, second] = claim.items
    await claim.settle([{ id: present(first).id, to: 'dead', reason: { code: 'X', message: 'x' } }])
    assert.deepEqual(await queue.add('in', entries(3)), { ...none, unchanged: 3 })
    assert.equal((await queue.show(present(first).id))?.item.state, 'dead')
    assert.equal((await queue.show(present(second).id))?.item.pendingVersion, undefined)
  })

  it('renews what is ready, done or dead by a different source', async () => {
    const queue = bed.open()
    await queue.add('in', [old])
    assert.deepEqual(await queue.add('in', [recent]), { ...none, renewed: 1 })
    const claim = present(await queue.claim('in', 1))
    assert.deepEqual(claim.items[0]?.payload, { v: 2 })
    await settleAll(claim, 'done')
    assert.deepEqual(await queue.add('in', [old]), { ...none, renewed: 1 })
    const again = present(await queue.claim('in', 1))
    assert.equal(again.items[0]?.generation, 3)
    await again.settle([{ id: present(again.items[0]).id, to: 'dead', reason: { code: 'X', message: 'x' } }])
    assert.deepEqual(await queue.add('in', [recent]), { ...none, renewed: 1 })
    const shown = present(await queue.show('a'))
    assert.equal(shown.item.lastError, undefined)
    assert.equal(shown.item.expireAt, undefined)
    assert.equal(shown.item.attempts, 0)
  })

  it('begins a new pass for the same source once it is done', async () => {
    const queue = bed.open()
    await queue.add('in', [old])
    await settleAll(present(await queue.claim('in', 1)), 'done')
    assert.deepEqual(await queue.add('in', [old]), { ...none, renewed: 1 })
  })

  it('keeps a newer export beside a claimed one, which takes over when the claim settles', async () => {
    const queue = bed.open()
    await queue.add('in', [old])
    await settleAll(present(await queue.claim('in', 1)), { queue: 'out' })
    const claim = present(await queue.claim('out', 1))
    assert.deepEqual(await queue.add('in', [recent]), { ...none, keptPending: 1 })
    const settled = await settleAll(claim, 'done')
    assert.deepEqual(settled.replacedByPending, settled.settled)
    const { item } = present(await queue.show('a'))
    assert.equal(item.queue, 'in')
    assert.equal(item.state, 'ready')
    assert.deepEqual(item.payload, { v: 2 })
    assert.equal(item.pendingVersion, undefined)
    assert.equal(item.generation, 2)
  })

  it('drops a waiting export when the present version comes again as the newest', async () => {
    const queue = bed.open()
    await queue.add('in', [old])
    const claim = present(await queue.claim('in', 1))
    await queue.add('in', [recent])
    assert.deepEqual(await queue.add('in', [old]), { ...none, unchanged: 1 })
    assert.deepEqual((await settleAll(claim, 'done')).replacedByPending, [])
  })

  it('lets the newest export win in whatever order adds come', async () => {
    const queue = bed.open()
    const at = (hour: number) => ({ exportedAt: new Date(Date.UTC(2024, 1, 1, hour)) })
    await queue.add('in', [recent], at(2))
    assert.deepEqual(await queue.add('in', [old], at(1)), { ...none, unchanged: 1 })
    await queue.add('in', [recent], at(4))
    assert.deepEqual(await queue.add('in', [old], at(3)), { ...none, unchanged: 1 })
    const claim = present(await queue.claim('in', 1))
    assert.deepEqual(await queue.add('in', [old], at(3)), { ...none, unchanged: 1 })
    assert.deepEqual(await queue.add('in', [old], at(5)), { ...none, keptPending: 1 })
    await settleAll(claim, 'done')
    assert.deepEqual((await queue.show('a'))?.item.payload, { v: 1 })
  })

  it('does not begin a new pass when the same export is added again after it is done', async () => {
    const queue = bed.open()
    const exportedAt = new Date('2024-01-01T00:00:00Z')
    await queue.add('in', [old], { exportedAt })
    await settleAll(present(await queue.claim('in', 1)), 'done')
    assert.deepEqual(await queue.add('in', [old], { exportedAt }), { ...none, unchanged: 1 })
  })

  it('only says what would become of entries in a dry run', async () => {
    const queue = bed.open()
    await queue.add('in', [old])
    const result = await queue.add('in', [recent, { key: 'b', payload: {}, source: 'b' }], { dryRun: true })
    assert.deepEqual(result, { ...none, added: 1, renewed: 1 })
    assert.deepEqual((await queue.show('a'))?.item.payload, { v: 1 })
    assert.equal(await queue.show('b'), undefined)
  })

  it('keeps what is dead on arrival as a dead letter with its reason', async () => {
    const queue = bed.open()
    const dead = { code: 'NO_KEY', message: 'has no address' }
    assert.deepEqual(await queue.add('in', [{ ...old, dead }]), { ...none, added: 1, dead: 1 })
    assert.equal(await queue.claim('in', 1), undefined)
    assert.equal((await queue.deadLetters()).letters[0]?.reason?.code, 'NO_KEY')
  })

  it('strands a payload that no document can hold, and no other', async () => {
    const queue = bed.open()
    const huge = { key: 'huge', payload: { text: 'x'.repeat(8 * 1024 * 1024) }, source: 'h' }
    assert.deepEqual(await queue.add('in', [old, huge]), { ...none, added: 2, dead: 1 })
    assert.equal((await queue.deadLetters()).letters[0]?.reason?.code, 'PAYLOAD_TOO_LARGE')
  })

  it('splits commands by bytes', async () => {
    const queue = bed.open()
    const big = entries(20).map((entry) => ({ ...entry, payload: { text: 'x'.repeat(2 * 1024 * 1024) } }))
    assert.equal((await queue.add('in', big)).added, 20)
    const claim = present(await queue.claim('in', 20))
    assert.equal(claim.items.length, 20)
    bed.commands()
    const outcomes = claim.items.map(({ id, payload }) => ({ id, to: { queue: 'out', payload } }))
    assert.equal((await claim.settle(outcomes)).settled.length, 20)
    assert.equal(bed.commands().filter((name) => name === 'update').length, 4)
  })

  it('takes the same entries from many callers at once, each key once', async () => {
    const results = await Promise.all(
      Array.from({ length: 4 }, () => bed.open().add('in', entries(200), { exportedAt: new Date(0) })),
    )
    assert.equal(
      results.reduce((sum, { added }) => sum + added, 0),
      200,
    )
    assert.equal(await bed.db.collection('items').countDocuments(), 200)
  })

  it('for idle keys only, leaves alone what is under way and gives way to any export', async () => {
    const queue = bed.open()
    const [one, two] = [new Date('2024-01-01T01:00:00Z'), new Date('2024-01-01T02:00:00Z')]
    await queue.add('in', entries(1), { exportedAt: one })
    await settleAll(present(await queue.claim('in', 1)), 'done')
    await queue.add('in', [{ key: 'waiting', payload: {}, source: 'w' }], { exportedAt: one })
    const [place] = await queue.places([keyHex('key1')])
    const aside = ['key1', 'waiting', 'new'].map((key) => ({
      ...{ key, payload: { aside: true }, source: 'aside' },
      ...(place && { replaces: place.version }),
    }))
    const result = await queue.add('aside', aside, { onlyIdle: true })
    assert.deepEqual([result.renewed, result.unchanged, result.added], [1, 1, 1])
    assert.equal((await queue.show('waiting'))?.item.queue, 'in')
    assert.equal((await queue.show('key1'))?.item.queue, 'aside')
    const later = await queue.add('in', entries(1), { exportedAt: two })
    assert.equal(later.renewed, 1)
    assert.equal((await queue.show('key1'))?.item.queue, 'in')
  })
})
