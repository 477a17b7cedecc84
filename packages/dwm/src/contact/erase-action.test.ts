import assert from 'node:assert/strict'
import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { testDatabase } from '../testing/test-database.ts'

describe('dwm contact erase', () => {
  const bed = testDatabase()

  it('needs --yes, writes all that is kept first, and leaves who did it', async () => {
    const { db, dwm } = bed.fresh()
    const queue = openQueue(db, { owner: 'test', stage: 'test' })
    const entry = { key: 'ann@example.com', payload: { city: 'Paris' }, source: 's' }
    await queue.add('dwmQueue', [entry], { exportedAt: new Date(1e12) })
    const unsure = await dwm('contact', 'erase', 'Ann@example.com')
    assert.deepEqual([unsure.code, /--yes/.test(unsure.err)], [2, true])
    assert.notEqual(await queue.show('ann@example.com'), undefined)

    const file = path.join(await mkdtemp(path.join(tmpdir(), 'dwm-erase-')), 'ann.json')
    const done = await dwm('contact', 'erase', 'Ann@example.com', '--export', file, '--yes', '--who', 'ops')
    assert.equal(done.code, 0, done.err)
    assert.match(await readFile(file, 'utf8'), /Paris/)
    assert.equal((await stat(file)).mode & 0o077, 0)
    assert.equal(await queue.show('ann@example.com'), undefined)
    const listed = await dwm('contact', 'erasures', '--json')
    assert.deepEqual(JSON.parse(listed.out)[0].who, 'ops')
    assert.doesNotMatch(listed.out + done.out, /ann@/i)

    const again = await dwm('contact', 'erase', 'bob@example.com', '--export', file, '--yes')
    assert.equal(again.code, 2, 'a file that is there stays')
  })
})
