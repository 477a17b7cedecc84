import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstSeen } from './first-seen.ts'

const never = new Promise<string>(() => undefined)

describe('firstSeen', () => {
  it('returns what is seen before the work ends', async () => {
    assert.equal(await firstSeen(never, async () => 'seen'), 'seen')
  })

  it('returns the outcome of a work that leaves nothing to be seen', async () => {
    assert.equal(await firstSeen(Promise.resolve('done'), async () => undefined), 'done')
  })

  it('throws what the work throws before anything is seen', async () => {
    await assert.rejects(
      firstSeen(Promise.reject<string>(new Error('failed')), async () => undefined),
      /failed/,
    )
  })
})
