import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaNotFoundError } from '../errors.ts'
import { tolerateNotFound } from './tolerate-not-found.ts'

const unknown = new EloquaNotFoundError('no', { status: 404 })

/** Answers in this order; an error is thrown. */
function answering(...answers: unknown[]) {
  return tolerateNotFound(async () => {
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  })
}

describe('tolerateNotFound', () => {
  it('believes that something is unknown when it was so five times in a row', async () => {
    const ask = answering(...Array(5).fill(unknown))
    for (let time = 0; time < 4; time += 1) assert.equal(await ask(), undefined)
    await assert.rejects(ask(), unknown)
  })

  it('begins anew once it was found', async () => {
    const ask = answering(...Array(4).fill(unknown), 7, ...Array(4).fill(unknown), 8)
    const found = []
    for (let time = 0; time < 10; time += 1) found.push(await ask())
    assert.deepEqual(
      found.filter((one) => one !== undefined),
      [7, 8],
    )
  })

  it('throws at once what is gone for good, and any other error', async () => {
    for (const error of [new EloquaNotFoundError('gone', { status: 410 }), new Error('odd')])
      await assert.rejects(answering(error)(), error)
  })
})
