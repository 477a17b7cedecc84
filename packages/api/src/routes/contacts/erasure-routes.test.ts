import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

describe('the erasure of people over HTTP', () => {
  it('removes a person on the word of an operator, and leaves who did it, without the address', async () => {
    const { queue, queueDb } = api.context
    const exported = { exportedAt: new Date(1e12) }
    await queue.add('dwmQueue', [{ key: 'ann@example.com', payload: { city: 'x' }, source: 's' }], exported)
    const payload = { people: ['Ann@example.com'] }
    const refused = await api.server.inject({
      method: 'POST',
      url: '/erasures',
      payload,
      headers: api.as('editor'),
    })
    assert.equal(refused.statusCode, 403)
    const { status, body } = await ask('POST', '/erasures', { payload })
    assert.deepEqual([status, body.items[0].state, body.items[0].removed], [200, 'done', { items: 1 }])
    assert.equal(await queue.show('ann@example.com'), undefined)
    const listed = await ask('GET', '/erasures')
    assert.equal(listed.body.items.length, 1)
    const kept = await queueDb.collection('audit').find().toArray()
    assert.deepEqual(
      kept.map(({ action, result }) => [action, result]),
      [['POST /erasures', 'done']],
    )
    assert.doesNotMatch(JSON.stringify([kept, listed.body]), /ann@/i)
  })
})
