import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaUnavailableError } from '../index.ts'
import { connectedForTests } from '../testing.ts'

const { server, eloqua } = await connectedForTests()
const route = 'GET /API/REST/2.0/assets/contact/fields'

describe('textLengths', () => {
  it('distinguishes small text from large by the Application API, and names nothing that is no text', async () => {
    const types = { C_City: 'text', C_Notes: 'largeText', C_Revenue: 'numeric', C_Since: 'date' }
    const elements = Object.entries(types).map(([internalName, dataType]) => ({ internalName, dataType }))
    server.on(route, { json: { elements: [...elements, { dataType: 'text' }], page: 1, total: 5 } })
    assert.deepEqual(
      [...((await eloqua.textLengths()) ?? [])],
      [
        ['C_City', 100],
        ['C_Notes', 32_000],
      ],
    )
    assert.equal(server.seen[0]?.query.get('depth'), 'complete')
  })

  for (const status of [403, 404])
    it(`is undefined for a user who is answered with ${status}`, async () => {
      server.on(route, { status })
      assert.equal(await eloqua.textLengths(), undefined)
    })

  it('fails while Eloqua is unavailable, which says nothing of the user', async () => {
    server.on(route, { status: 503 })
    await assert.rejects(eloqua.textLengths(), EloquaUnavailableError)
  })
})
