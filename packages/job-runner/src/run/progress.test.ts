import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import { createLogger } from '../log/logger.ts'
import { startProgress } from './progress.ts'
import { createTally } from './tally.ts'

function collected(isTTY: boolean) {
  const printed: string[] = []
  const write = (text: string) => {
    printed.push(text)
    return true
  }
  const terminal: NodeJS.WriteStream = Object.create(process.stderr, {
    write: { value: write },
    isTTY: { value: isTTY },
  })
  const log = createLogger('info', { stage: 's', runId: 'r', environment: 'dev' }, write)
  return { printed, terminal, log }
}

describe('startProgress', () => {
  it('draws a bar with records a second on a terminal', () => {
    const { printed, terminal, log } = collected(true)
    const progress = startProgress({ bar: true, terminal, log })
    const tally = createTally(progress.update)
    tally.expect(10)
    tally.add({ in: 10, out: 3, failed: 1 })
    progress.stop()
    assert.match(printed.join(''), /40% \| 4\/10 records \| \d+ records\/s/)
  })

  it('draws an empty bar before the first record', () => {
    const { printed, terminal, log } = collected(true)
    const progress = startProgress({ bar: true, terminal, log })
    progress.update({ done: 0, expected: 0 })
    progress.stop()
    assert.match(printed.join(''), /\b0% \| 0\/0 records/)
    assert.doesNotMatch(printed.join(''), /100%/)
  })

  for (const bar of [true, false]) {
    it(`logs a line every 10 s without a terminal${bar ? ', asked for a bar or not' : ''}`, () => {
      mock.timers.enable({ apis: ['setInterval'] })
      const { printed, terminal, log } = collected(false)
      const progress = startProgress({ bar, terminal, log })
      progress.update({ done: 7, expected: 9 })
      mock.timers.tick(20_000)
      progress.stop()
      mock.timers.reset()
      const lines = printed.map((line) => JSON.parse(line))
      assert.deepEqual(
        lines.map(({ msg, done, expected }) => [msg, done, expected]),
        [
          ['progress', 7, 9],
          ['progress', 7, 9],
        ],
      )
      assert.equal(typeof lines[0].recordsPerSecond, 'number')
    })
  }
})

describe('createTally', () => {
  it('adds up all but `left`, which is what was said last', () => {
    const tally = createTally(() => undefined)
    tally.add({ in: 2, changed: 1, left: 9 })
    tally.add({ in: 3, changed: 1, left: 4 })
    assert.deepEqual(tally.counts, { in: 5, out: 0, failed: 0, changed: 2, left: 4 })
  })
})
