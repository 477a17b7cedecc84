import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

describe('a stage over days', () => {
  before(() => fillFleet(api.context))

  it('has as many days as asked for, the last one today', async () => {
    const { body } = await ask('GET', '/stages/wash-contacts/history?days=3', { role: 'reader' })
    assert.equal(body.items.length, 3)
    const runs = body.items.map((day: { runs: number }) => day.runs)
    assert.equal(
      runs.reduce((sum: number, one: number) => sum + one, 0),
      4,
    )
    assert.equal((await ask('GET', '/stages/wash-contacts/history')).body.items.length, 14)
    assert.equal((await ask('GET', '/stages/none/history')).status, 400)
  })
})
