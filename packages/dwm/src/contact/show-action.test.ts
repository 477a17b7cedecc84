import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { testDatabase } from '../testing/test-database.ts'

describe('dwm contact show', () => {
  const bed = testDatabase()

  it('shows the timeline of a contact in words and as JSON', async () => {
    const { db, dwm } = bed.fresh()
    const queue = openQueue(db, { owner: 'test', stage: 'test' })
    const dead = { code: 'NO_GOOD', message: 'it cannot be' }
    await queue.add('dwmQueue', [{ key: 'ann@example.com', payload: { city: 'x' }, source: 's', dead }])
    const words = await dwm('contact', 'show', 'Ann@Example.com')
    assert.equal(words.code, 0, words.err)
    assert.match(words.out, /dead in dwmQueue/)
    assert.match(words.out, /NO_GOOD: it cannot be/)
    const { out } = await dwm('contact', 'show', 'ann@example.com', '--json')
    assert.equal(JSON.parse(out).now.lastError.code, 'NO_GOOD')
  })

  it('ends with 2 for a contact that nobody knows', async () => {
    const { code, err } = await bed.fresh().dwm('contact', 'show', 'nobody@example.com')
    assert.deepEqual([code, err], [2, 'dwm: unknown contact\n'])
  })
})
