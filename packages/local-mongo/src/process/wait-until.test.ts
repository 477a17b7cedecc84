import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import { waitUntil } from './wait-until.ts'

describe('waitUntil', () => {
  it('returns the first answer that is neither undefined nor false', async () => {
    const answers = [undefined, false, 0, 1]
    assert.equal(await waitUntil('a number', () => answers.shift()), 0)
    assert.deepEqual(answers, [1])
  })

  it('ends with the error of the question', async () => {
    const ask = () => {
      throw new Error('the server has ended')
    }
    await assert.rejects(waitUntil('never', ask), /^Error: the server has ended$/)
  })

  it('waits for minutes, and names the condition when it gives up', async () => {
    mock.timers.enable({ apis: ['Date'] })
    try {
      let asked = 0
      const ask = () => {
        asked += 1
        mock.timers.tick(60_000)
        return undefined
      }
      await assert.rejects(waitUntil('the door opens', ask), {
        code: 'LOCAL_MONGO_NOT_READY',
        message: 'waited 600 s in vain until the door opens',
      })
      assert.equal(asked, 11)
    } finally {
      mock.timers.reset()
    }
  })
})
