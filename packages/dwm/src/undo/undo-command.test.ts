import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runDwm } from '../testing/run-dwm.ts'
import { testDatabase } from '../testing/test-database.ts'
import { readTime } from './read-time.ts'

const eloqua = {
  ELOQUA_COMPANY: 'X',
  ELOQUA_USERNAME: 'x',
  ELOQUA_PASSWORD: 'secret-word',
  ELOQUA_LOGIN_URL: 'http://127.0.0.1:9/id',
}

describe('dwm undo', () => {
  const bed = testDatabase()

  it('undoes nothing when nothing is named, and finds nothing without asking Eloqua where nothing was washed', async () => {
    const { env, dwm } = bed.fresh()
    const everything = await runDwm(['undo', '--dry-run'], { env: { ...env, ...eloqua } })
    assert.equal(everything.code, 2)
    assert.match(everything.err, /name what is to be undone/)
    const nothing = await runDwm(['undo', '--field', 'city', '--dry-run'], { env: { ...env, ...eloqua } })
    assert.match(nothing.out, /^0 values of 0 contacts would be put back/, nothing.err)
    assert.equal((await dwm('undo', 'ls')).out, 'none\n')
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
