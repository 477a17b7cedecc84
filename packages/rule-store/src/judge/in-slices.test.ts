import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inSlices } from './in-slices.ts'

function* busySteps(count: number): Generator<undefined, string> {
  for (let step = 0; step < count; step += 1) {
    const until = performance.now() + 5
    while (performance.now() < until);
    yield
  }
  return 'done'
}

describe('inSlices', () => {
  it('gives the result, and lets other work of the process have its turn in between', async () => {
    let turns = 0
    const others = setInterval(() => {
      turns += 1
    }, 1)
    assert.equal(await inSlices(busySteps(40)), 'done')
    clearInterval(others)
    assert.ok(turns >= 5, `${turns} turns`)
  })

  it('does quick work at once', async () => {
    let turned = false
    setImmediate(() => {
      turned = true
    })
    assert.equal(await inSlices([][Symbol.iterator]()), undefined)
    assert.equal(turned, false)
  })
})
