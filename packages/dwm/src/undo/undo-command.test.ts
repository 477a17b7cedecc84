import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyHex, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'
import { readTime } from './read-time.ts'

const eloqua = {
  ELOQUA_COMPANY: 'X',
  ELOQUA_USERNAME: 'x',
  ELOQUA_PASSWORD: 'secret-word',
  ELOQUA_LOGIN_URL: 'http://127.0.0.1:9/id',
}

const none = { planned: 0, done: 0, rejected: 0, dropped: 0 }
const underWay = {
  ...{ who: 'test', selection: { field: 'city' }, startedAt: new Date(), state: 'running', contacts: none },
  plan: { contacts: 1, values: 1, byField: [], skipped: {} },
}

describe('dwm undo', () => {
  const bed = testDatabase()

  it('undoes nothing when nothing is named, and finds nothing without asking Eloqua where nothing was washed', async () => {
    const { env, dwm } = bed.fresh()
    const everything = await runDwm(['undo', '--dry-run'], { env: { ...env, ...eloqua } })
    assert.equal(everything.code, 2)
    assert.match(everything.err, /specify what to undo/)
    const nothing = await runDwm(['undo', '--field', 'city', '--dry-run'], { env: { ...env, ...eloqua } })
    assert.match(nothing.out, /^0 values of 0 contacts would be reverted/, nothing.err)
    assert.equal((await dwm('undo', 'ls')).out, 'none\n')
  })

  it('ends with 3 when contacts are left for later, and with 4 when Eloqua has refused some', async () => {
    const { env, db } = bed.fresh()
    const resume = () =>
      runDwm(['undo', 'resume', '--json'], { env: { ...env, ...eloqua, ELOQUA_WRITE: 'true' } })
    const queue = openQueue(db, { owner: 'another undo', stage: 'undo' })
    const payload = { undo: 'U', values: { city: 'Paris' } }
    const batch = { id: 'U', name: 'undo U' }
    await queue.add('undoQueue', [{ key: 'ann@example.com', payload, source: 's', batch }])
    const { reverts } = openRuleStore(db)
    const item = keyHex('ann@example.com')
    await reverts.plan([{ undo: 'U', item, contact: '1', at: new Date(), after: 'H', values: [] }])
    await db.collection<{ _id: string }>('undos').insertOne({ _id: 'U', ...underWay })
    const held = await queue.claim('undoQueue', 1)
    const left = await resume()
    assert.deepEqual([left.code, JSON.parse(left.out)[0].contacts.planned], [3, 1], left.err)
    await reverts.settle('U', [item], 'rejected')
    const refused = await resume()
    assert.deepEqual([refused.code, JSON.parse(refused.out)[0].state], [4, 'done'], refused.err)
    await held?.release()
  })

  it('reverts what was seen and nothing else', async () => {
    const { env } = bed.fresh()
    const args = ['undo', '--field', 'city', '--plan', 'another']
    const { code, err } = await runDwm(args, { env: { ...env, ...eloqua } })
    assert.deepEqual([code, /and not those of the plan/.test(err)], [2, true], err)
  })

  it('says which settings it needs', async () => {
    const { code, err } = await bed.fresh().dwm('undo', '--field', 'city')
    assert.equal(code, 2)
    assert.match(err, /ELOQUA_/)
  })
})

describe('readTime', () => {
  it('reads times and ages', () => {
    assert.deepEqual(readTime('2026-01-31T10:00Z'), new Date('2026-01-31T10:00:00Z'))
    const [before, time, after] = [Date.now(), readTime('2h').getTime(), Date.now()]
    assert.ok(time >= before - 7_200_000 && time <= after - 7_200_000)
    assert.throws(() => readTime('soon'), /expected/)
  })
})
