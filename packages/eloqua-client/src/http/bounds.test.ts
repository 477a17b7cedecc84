import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { joinBounds } from './bounds.ts'

const never = new AbortController().signal
const stopped = new Error('stopped')
const past = { deadlineAt: 0 }

describe('joinBounds', () => {
  it('has the earlier of two deadlines, or none', () => {
    assert.equal(joinBounds({ deadlineAt: 5 }, { deadlineAt: 3 }).deadlineAt, 3)
    assert.equal(joinBounds({ deadlineAt: 5 }).deadlineAt, 5)
    assert.equal(joinBounds({}).deadlineAt, Number.POSITIVE_INFINITY)
  })

  it('stops with either signal', () => {
    const aborted = AbortSignal.abort(stopped)
    for (const [outer, inner] of [
      [aborted, never],
      [never, aborted],
      [aborted, undefined],
    ])
      assert.throws(
        () => joinBounds({ ...(outer && { signal: outer }) }, { ...(inner && { signal: inner }) }).check('a'),
        stopped,
      )
    assert.equal(joinBounds({}).signal, undefined)
  })

  it('stops at the deadline', () => {
    assert.throws(() => joinBounds(past).check('asking'), { name: 'EloquaTimeoutError', deadline: true })
    joinBounds({ deadlineAt: Date.now() + 60_000, signal: never }).check('asking')
  })

  it('waits, but not beyond the deadline', async () => {
    await joinBounds({}).sleep(1, 'waiting')
    const near = joinBounds({ deadlineAt: Date.now() + 20 })
    await assert.rejects(near.sleep(60_000, 'waiting'), /waiting: the time limit of the run is reached/)
    await assert.rejects(joinBounds(past).sleep(1, 'waiting'), /time limit of the run/)
  })

  it('ends a wait when it is stopped', async () => {
    const stop = new AbortController()
    const waiting = joinBounds({ signal: stop.signal }).sleep(60_000, 'waiting')
    stop.abort(stopped)
    await assert.rejects(waiting, stopped)
  })
})
