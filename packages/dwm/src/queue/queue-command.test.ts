import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Claim, type Entry, keyHex, openQueue, type Queue } from '@dwmops/mongo-queue'
import { runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'

const address = (n: number) => `contact${n}@example.com`
const refused = { code: 'ELQ-00002', message: 'Invalid email address.' }

describe('dwm queue', () => {
  const database = testDatabase()

  /** A database whose dwmQueue holds so many records. */
  async function filled(records: number) {
    const { dwm, db } = database.fresh()
    const queue = openQueue(db, { owner: 'test pod', stage: 'wash-contacts' })
    await queue.ensureIndexes()
    const entries = Array.from({ length: records }, (_, at): Entry => {
      const key = address(at + 1)
      return { key, payload: { emailAddress: key, city: 'Leeds' }, source: 'v1' }
    })
    await queue.add('dwmQueue', entries)
    return { dwm, queue, db }
  }

  async function claimed(queue: Queue): Promise<Claim> {
    const claim = await queue.claim('dwmQueue', 100)
    assert.ok(claim !== undefined)
    return claim
  }

  async function bury(queue: Queue): Promise<void> {
    const claim = await claimed(queue)
    await claim.settle(claim.items.map(({ id }) => ({ id, to: 'dead', reason: refused })))
  }

  it('leaves who sent dead letters back or took a claim away, in the log of changes and in the trail', async () => {
    const { dwm, queue, db } = await filled(2)
    await bury(queue)
    await dwm('queue', 'dead-letter', 'ls')
    await dwm('queue', 'redrive', '--all', '--expect', '2')
    const claim = await claimed(queue)
    await dwm('queue', 'release', claim.token)
    const log = await db.collection('audit').find().sort({ at: 1 }).toArray()
    assert.deepEqual(
      log.map(({ via, action, result }) => [via, action, result]),
      [
        ['dwm', 'POST /dead-letters/redrive', 'done'],
        ['dwm', 'DELETE /claims/:token', 'done'],
      ],
    )
    const who = log[0]?.['who']
    assert.ok(typeof who === 'string' && who !== '')
    const trail = (await queue.show(address(1)))?.item.trail ?? []
    const ofPerson = trail.filter(({ by }) => by === who).map(({ did }) => did)
    assert.deepEqual(ofPerson, ['redriven', 'freed'])
    assert.doesNotMatch(JSON.stringify(log), /@/)
  })

  it('lists sizes, ages and who holds what, and no address', async () => {
    const { dwm, queue } = await filled(3)
    const claim = await claimed(queue)
    await queue.measure(['dwmQueue', 'processedQueue'])
    const { out, code } = await dwm('queue', 'ls')
    assert.equal(code, 0)
    assert.match(out, /^queue .* ready +held .*\ndwmQueue .*\nprocessedQueue /)
    assert.match(out, new RegExp(`${claim.token}.* test pod +wash-contacts `))
    assert.doesNotMatch(out, /@/)
    const { queues, claims } = JSON.parse((await dwm('queue', 'ls', '--json')).out)
    assert.deepEqual([queues[0].queue, queues[0].held, claims[0].token], ['dwmQueue', 3, claim.token])
    await claim.release()
  })

  it('shows a record to anyone who asks for it, by address or id', async () => {
    const { dwm, queue } = await filled(1)
    await bury(queue)
    const byAddress = await dwm('queue', 'show', ` ${address(1).toUpperCase()} `)
    assert.match(byAddress.out, /^key +contact1@example\.com$/m)
    assert.match(byAddress.out, /^state +dead$/m)
    assert.match(byAddress.out, /^dead .* dwmQueue +dwmQueue /m)
    assert.match(byAddress.out, /"city": "Leeds"/)
    const { item } = JSON.parse((await dwm('queue', 'show', keyHex(address(1)), '--json')).out)
    assert.deepEqual([item.key, item.lastError.code], [address(1), 'ELQ-00002'])
  })

  it('says in one line that a record is not there, and does not repeat its address', async () => {
    const { dwm } = await filled(0)
    const { code, out, err } = await dwm('queue', 'show', address(9))
    assert.deepEqual([code, out, err], [2, '', 'dwm: no record has this key or id\n'])
  })

  it('lists dead letters with their reasons, as many as asked for', async () => {
    const { dwm, queue } = await filled(3)
    await bury(queue)
    const { out } = await dwm('queue', 'dead-letter', 'ls', '--limit', '2')
    assert.equal(out.match(/ELQ-00002 +Invalid email address\. +1 /g)?.length, 2)
    assert.match(
      out,
      /there are more: raise --limit\n\nELQ-00002: Eloqua rejected the row, with its words\n {2}correct the value.*\n$/,
    )
    const letters = JSON.parse((await dwm('queue', 'dead-letter', 'ls', '--json', '--code', 'ELQ-00002')).out)
    assert.deepEqual(letters.map((one: { key: string }) => one.key).toSorted(), [1, 2, 3].map(address))
    assert.equal((await dwm('queue', 'dead-letter', 'ls', '--code', 'OTHER')).out, 'none\n')
  })

  it('sends dead letters back, those named or all that a filter names', async () => {
    const { dwm, queue } = await filled(3)
    await bury(queue)
    assert.equal(
      (await dwm('queue', 'redrive', address(1), keyHex(address(2)))).out,
      '2 sent back to their queue\n',
    )
    const filter = ['--code', 'ELQ-00002', '--queue', 'dwmQueue']
    const byFilter = await dwm('queue', 'redrive', ...filter, '--expect', '1', '--json')
    assert.deepEqual(JSON.parse(byFilter.out), { redriven: 1 })
    assert.equal((await claimed(queue)).items.length, 3)
  })

  it('reports when some of those named are no dead letters', async () => {
    const { dwm, queue } = await filled(1)
    await bury(queue)
    const { code, out, err } = await dwm('queue', 'redrive', address(1), address(2))
    assert.deepEqual([code, out], [4, '1 sent back to their queue\n'])
    assert.equal(err, 'dwm: 1 of those named are no dead letters; see dwm queue show\n')
  })

  it('ends dead letters by a word of a person', async () => {
    const { dwm, queue } = await filled(2)
    await bury(queue)
    assert.deepEqual(JSON.parse((await dwm('queue', 'discard', address(1), '--json')).out), { discarded: 1 })
    assert.equal((await dwm('queue', 'discard', '--all', '--expect', '1')).out, '1 discarded\n')
    const shown = await queue.show(address(1))
    assert.deepEqual([shown?.item.state, shown?.item.trail.at(-1)?.did], ['done', 'discarded'])
  })

  it('ends nothing when it is not said what', async () => {
    const { dwm, queue } = await filled(1)
    await bury(queue)
    for (const what of ['redrive', 'discard']) {
      const { code, err } = await dwm('queue', what)
      assert.deepEqual([code, err], [2, 'dwm: specify keys or ids, --queue, --code, or --all\n'])
    }
    assert.equal((await queue.deadLetters()).letters.length, 1)
  })

  it('settles as many as were meant by a filter, or none', async () => {
    const { dwm, queue } = await filled(2)
    await bury(queue)
    const rows: [args: string[], says: RegExp][] = [
      [[], /^dwm: add --expect 2 to (send back|discard) 2 dead letters\n$/],
      [['--expect', '3'], /^dwm: there are 2 and not 3: look again, nothing was changed\n$/],
    ]
    for (const what of ['redrive', 'discard'])
      for (const [args, says] of rows) {
        const { code, err } = await dwm('queue', what, '--code', 'ELQ-00002', ...args)
        assert.match(err, says)
        assert.equal(code, 2)
      }
    assert.equal((await queue.deadLetters()).letters.length, 2)
  })

  it('takes a claim away from a dead run', async () => {
    const { dwm, queue } = await filled(2)
    const { token } = await claimed(queue)
    assert.equal((await dwm('queue', 'release', token)).out, '2 records are free again\n')
    const again = await dwm('queue', 'release', token, '--json')
    assert.deepEqual([again.code, again.out], [2, ''])
    assert.match(again.err, /^dwm: no claim named .*: see dwm queue ls\n$/)
  })

  it('reports mistakes of usage in one line', async () => {
    const mistakes: [args: string[], message: RegExp][] = [
      [['queue', 'lst'], /^dwm: unknown command 'lst' \(Did you mean ls\?\)\n$/],
      [['queue', 'show'], /^dwm: missing required argument 'key'\n$/],
      [['queue', 'ls', '--jsn'], /^dwm: unknown option '--jsn' \(Did you mean --json\?\)\n$/],
      [['queue', 'dead-letter', 'ls', '--limit', '0'], /^dwm: .*--limit.*expected a whole number above 0\n$/],
      [['queue', 'ls'], /^dwm: a setting is missing or wrong: MONGODB_URL .*\n$/],
    ]
    for (const [args, message] of mistakes) {
      const { code, out, err } = await runDwm(args)
      assert.match(err, message)
      assert.deepEqual([code, out], [2, ''])
    }
  })
})
