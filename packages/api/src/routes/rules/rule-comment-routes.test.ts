import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

describe('comments on a rule', () => {
  let path = ''
  before(async () => {
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    const [rule] = (await api.context.store.findRules({ text: 'NYC' })).rules
    path = `/rules/normLookup/${rule?.id}`
  })

  it('say who said what and when, newest first, and make no version', async () => {
    for (const text of ['Why not NY?', 'As in the style guide.'])
      assert.equal((await ask('POST', `${path}/comments`, { role: 'editor', payload: { text } })).status, 201)
    const { body } = await ask('GET', `${path}/comments`, { role: 'reader' })
    assert.deepEqual(
      body.items.map(({ who, text }: { who: string; text: string }) => [who, text]),
      [
        ['a editor', 'As in the style guide.'],
        ['a editor', 'Why not NY?'],
      ],
    )
    assert.equal((await api.context.store.versions()).length, 1)
    const [entry] = (await ask('GET', '/audit?limit=1')).body.items
    assert.deepEqual(
      [entry.action, entry.facts.collection],
      ['POST /rules/:collection/:id/comments', 'normLookup'],
    )
  })

  it('stay when the rule is changed, and are read when it is gone', async () => {
    const { body, etag } = await ask('GET', path)
    const document = { ...body.document, replace: 'NY' }
    const changed = await ask('PUT', path, { payload: { document }, ifMatch: etag })
    await ask('DELETE', path, { ifMatch: changed.etag })
    assert.equal((await ask('GET', `${path}/comments`)).body.items.length, 2)
    assert.equal((await ask('POST', `${path}/comments`, { payload: { text: 'late' } })).status, 404)
  })

  it('are no empty words', async () => {
    assert.equal((await ask('POST', `${path}/comments`, { payload: { text: ' \n' } })).status, 400)
  })
})
