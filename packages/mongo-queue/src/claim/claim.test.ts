import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { openQueueOn } from '../queue.ts'
import { storeIn } from '../store.ts'
import { entries, present, settleAll, testBed, withLateCommand } from '../testing.ts'
import type { Claim } from './claim.ts'

describe('claim', () => {
  const bed = testBed()

  it('reads of payloads what it is opened for, adopted ones too, and moves them on whole', async () => {
    const payload = { name: 'Ann', city: 'Bern', noted: { name: 'ann', city: 'bern' } }
    const queue = bed.open({ payloadPaths: ['name', 'noted.name'] })
    await queue.add('in', [{ key: 'ann', payload, source: '1' }])
    await present(await queue.claim('in', 1)).attachSync('sync')
    await bed.endLeases()
    const claim = present(await queue.adopt('in'))
    assert.deepEqual(claim.items[0]?.payload, { name: 'Ann', noted: { name: 'ann' } })
    await settleAll(claim, { queue: 'out' })
    assert.deepEqual(present(await queue.claim('out', 1)).items[0]?.payload, {
      name: 'Ann',
      noted: { name: 'ann' },
    })
    assert.deepEqual((await queue.show('ann'))?.item.payload, payload)
  })

  it('hands out what was added, counting the attempt', async () => {
    const queue = bed.open()
    await queue.add('in', entries(3, { batch: { id: 'b1', name: 'first' } }))
    const claim = present(await queue.claim('in', 10))
    assert.deepEqual(claim.items.map(({ key }) => key).toSorted(), ['key1', 'key2', 'key3'])
    const [item] = claim.items
    assert.equal(item?.attempts, 1)
    assert.equal(item.generation, 1)
    assert.deepEqual(item.batch, { id: 'b1', name: 'first' })
  })

  it('says undefined for an empty queue, at the cost of one command', async () => {
    const queue = bed.open()
    assert.equal(await queue.claim('in', 10), undefined)
    assert.deepEqual(bed.commands(), ['find'])
  })

  it('hands an item to one of many claimers', async () => {
    await bed.open().add('in', entries(500))
    const claims = await Promise.all(Array.from({ length: 8 }, () => bed.open().claim('in', 200)))
    const ids = claims.flatMap((claim) => claim?.items.map(({ id }) => id) ?? [])
    assert.equal(new Set(ids).size, ids.length)
    await Promise.all(claims.map((claim) => claim?.release()))
  })

  it('drains a queue among workers that read the same ids ahead', async () => {
    await bed.open().add('in', entries(1_000))
    const drain = async () => {
      const queue = bed.open()
      let count = 0
      for (let claim = await queue.claim('in', 50); claim !== undefined; claim = await queue.claim('in', 50))
        count += (await settleAll(claim, 'done')).settled.length
      return count
    }
    const counts = await Promise.all([drain(), drain(), drain()])
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      1_000,
    )
  })

  it('takes higher priority first, then age', async () => {
    const queue = bed.open({ readAhead: 1 })
    await queue.add('in', entries(2))
    await queue.add('in', [{ key: 'urgent', payload: {}, source: 'u', priority: 1 }])
    const order: string[] = []
    for (let claim = await queue.claim('in', 1); claim !== undefined; claim = await queue.claim('in', 1)) {
      order.push(...claim.items.map(({ key }) => key))
      await settleAll(claim, 'done')
    }
    assert.equal(order[0], 'urgent')
    assert.equal(order.length, 3)
  })

  it('holds at most 0.012 commands a record for a hop of 600', async () => {
    const queue = bed.open()
    await queue.add('in', entries(6_000))
    bed.commands()
    for (let hop = 0; hop < 10; hop += 1)
      await settleAll(present(await queue.claim('in', 600)), { queue: 'out' })
    const sent = bed.commands()
    assert.ok(sent.length <= 0.012 * 6_000, `${sent.length} commands: ${sent.join(' ')}`)
  })

  it('goes on to another piece of its ids when others have taken the first, and reads none anew', async () => {
    await bed.open().add('in', entries(40))
    const inOrder = { sleep: async () => undefined, random: () => 0, newToken: () => randomUUID() }
    const open = () => openQueueOn(storeIn(bed.db, inOrder), { owner: 'test', stage: 'test' })
    const [one, other] = [open(), open()]
    present(await one.claim('in', 10))
    present(await other.claim('in', 10))
    bed.commands()
    assert.equal(present(await one.claim('in', 10)).items.length, 10)
    assert.deepEqual(bed.commands(), ['findAndModify', 'update', 'update', 'find'])
  })

  it('costs two workers hardly more commands than one', async () => {
    await bed.open().add('in', entries(2_400))
    bed.commands()
    const drain = async () => {
      const queue = bed.open()
      for (
        let claim = await queue.claim('in', 100);
        claim !== undefined;
        claim = await queue.claim('in', 100)
      )
        await settleAll(claim, { queue: 'out' })
    }
    await Promise.all([drain(), drain()])
    const sent = bed.commands().length
    assert.ok(sent <= 24 * 7.2, `${sent} commands for 24 claims`)
  })

  it('gives back what was not settled when its scope ends, keeping the attempt', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const claim = present(await queue.claim('in', 2))
    await claim.settle([{ id: present(claim.items[0]).id, to: 'done' }])
    await claim[Symbol.asyncDispose]()
    assert.deepEqual(await queue.claims(), [])
    const again = present(await queue.claim('in', 2))
    assert.deepEqual(
      again.items.map(({ attempts }) => attempts),
      [2],
    )
    await again.release({ countAttempt: false })
    assert.equal(present(await queue.claim('in', 2)).items[0]?.attempts, 2)
  })

  it('holds nothing that its holder does not know of, though a lost command marks items later', async () => {
    const queue = bed.open()
    await queue.add('in', entries(2))
    const others: (Claim | undefined)[] = []
    const late = withLateCommand(bed.db, 'items', 'updateMany', async () =>
      others.push(await queue.claim('in', 1)),
    )
    const claim = present(await bed.open({}, late.store).claim('in', 2))
    assert.deepEqual([claim.items.length, claim.items[0]?.attempts], [1, 1])
    await claim.attachSync('sync1')
    await others[0]?.release()
    await late.arrive()
    await bed.endLeases()
    const adopted = present(await queue.adopt('in'))
    assert.deepEqual(adopted.items, claim.items)
    assert.equal((await queue.rescue()).returned, 1)
    await adopted.release()
  })

  it('says what it gave back, and what had no attempt left', async () => {
    const queue = bed.open({ maxAttempts: 2 })
    await queue.add('in', entries(2))
    assert.deepEqual(await present(await queue.claim('in', 2)).release(), { returned: 2, buried: 0 })
    assert.deepEqual(await present(await queue.claim('in', 1)).abandon(), { returned: 0, buried: 1 })
    assert.deepEqual(await present(await queue.claim('in', 1)).release({ countAttempt: false }), {
      returned: 1,
      buried: 0,
    })
  })
})
