import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const askAs = asker(api)
const ask: typeof askAs = (method, url, asked) => askAs(method, url, { role: 'editor', ...asked })
const over = { queued: true }

async function ruleNamed(find: string) {
  const { body } = await ask('GET', `/rules?q=${find}`)
  return body.items[0]
}

/** The preview once it is no longer running. */
async function ended(id: string) {
  for (let tries = 0; tries < 6_000; tries += 1) {
    const { body } = await ask('GET', `/previews/${id}`)
    if (body.state !== 'running') return body
    await pause(50)
  }
  throw new Error('the preview did not end')
}

describe('previews over HTTP', () => {
  beforeEach(async () => {
    const { rulesDb, queueDb, store } = api.context
    await rulesDb.dropDatabase()
    for (const name of ['items', 'claims', 'syncs', 'runs']) await queueDb.collection(name).deleteMany({})
    await store.publish(smallRuleSet, { who: 'test' })
    await fillFleet(api.context)
  })

  it('show what changes of rules would do to queued contacts, and are published as they were seen', async () => {
    const rule = await ruleNamed('NYC')
    const { collection, id, etag } = rule
    const changes = [
      { do: 'change', collection, id, etag, document: { ...rule.document, replace: 'Big Apple' } },
      { do: 'create', collection, document: { fieldName: 'city', find: 'SF', replace: 'San Francisco' } },
    ]
    const begun = await ask('POST', '/previews', { payload: { changes, over, note: 'apple' } })
    assert.equal(begun.status, 202)
    const { state, preview, diff, who, note } = await ended(begun.body.id)
    assert.deepEqual([state, who, note], ['done', 'a editor', 'apple'])
    assert.equal(preview.changed, preview.contacts)
    assert.ok(preview.contacts > 0)
    assert.deepEqual(preview.groups[0].samples[0].changed, 'Big Apple')
    assert.deepEqual([diff.collections[0].added.length, diff.collections[0].removed.length], [2, 1])
    assert.equal((await ask('GET', '/previews')).body.items[0].id, begun.body.id)
    const published = await ask('POST', `/previews/${begun.body.id}/publish`, { payload: {} })
    assert.deepEqual([published.status, published.body.version], [200, 2])
    assert.equal((await ruleNamed('NYC')).document.replace, 'Big Apple')
    const { body } = await ask('GET', `/previews/${begun.body.id}`)
    assert.deepEqual([body.state, body.version], ['published', 2])
    const again = await ask('POST', `/previews/${begun.body.id}/publish`, { payload: {} })
    assert.deepEqual([again.status, again.body.code], [409, 'PREVIEW_NOT_DONE'])
    assert.match(again.body.detail, /published already, as version 2/)
  })

  it('are refused for publishing once the rules are others, and thrown away', async () => {
    const { id, etag } = await ruleNamed('LA')
    const changes = [{ do: 'delete', collection: 'normLookup', id, etag }]
    const begun = await ask('POST', '/previews', { payload: { changes, over } })
    await ended(begun.body.id)
    await ask('POST', '/rules/genericLookup', { payload: { document: { find: 'TBD', replace: '' } } })
    const late = await ask('POST', `/previews/${begun.body.id}/publish`, { payload: {} })
    assert.deepEqual([late.status, late.body.code], [412, 'CHANGED'])
    const seenOther = await ask('DELETE', `/previews/${begun.body.id}?state=published`)
    assert.deepEqual([seenOther.status, seenOther.body.code], [412, 'CHANGED'])
    const url = `/previews/${begun.body.id}?state=done`
    assert.equal((await ask('DELETE', url)).status, 204)
    assert.equal((await ask('DELETE', url)).status, 404)
    assert.equal((await ask('GET', `/previews/${begun.body.id}`)).status, 404)
  })

  it('are not published while nobody can have seen what they do', async () => {
    const { id, etag } = await ruleNamed('LA')
    const changes = [{ do: 'delete', collection: 'normLookup', id, etag }]
    const { body: begun } = await ask('POST', '/previews', { payload: { changes, over } })
    await ended(begun.id)
    const previews = api.context.queueDb.collection<{ _id: string }>('apiPreviews')
    const lost = new Date(Date.now() - 120_000)
    for (const [state, words] of [
      [{ state: 'running', aliveAt: new Date() }, /still running/],
      [{ state: 'running', aliveAt: lost }, /could not be made/],
      [{ state: 'failed', problem: 'x' }, /preview again/],
    ] as const) {
      await previews.updateOne({ _id: begun.id }, { $set: state })
      const answer = await ask('POST', `/previews/${begun.id}/publish`, { payload: {} })
      assert.deepEqual([answer.status, answer.body.code], [409, 'PREVIEW_NOT_DONE'])
      assert.match(answer.body.detail, words)
    }
    assert.notEqual(await ruleNamed('LA'), undefined)
  })

  it('take a whole set in place of changes, and one of the two', async () => {
    const set = { rules: { genericLookup: [], normLookup: [] }, configs: smallRuleSet.configs }
    const begun = await ask('POST', '/previews', { payload: { set, over: { days: 7 } } })
    const { state, changes, diff } = await ended(begun.body.id)
    assert.deepEqual([state, changes, diff.collections.length], ['done', null, 2])
    for (const payload of [
      { over },
      { set, changes: [{ do: 'delete', collection: 'normLookup', id: 'x', etag: 'x' }], over },
    ])
      assert.equal((await ask('POST', '/previews', { payload })).status, 400)
  })

  it('refuse changes of rules that are no longer as they were seen', async () => {
    const { id } = await ruleNamed('LA')
    const change = { do: 'delete', collection: 'normLookup', id, etag: 'of another time' }
    const stale = await ask('POST', '/previews', { payload: { changes: [change], over } })
    assert.deepEqual([stale.status, stale.body.code], [412, 'CHANGED'])
    const gone = await ask('POST', '/previews', { payload: { changes: [{ ...change, id: 'none' }], over } })
    assert.equal(gone.status, 404)
  })

  it('fail in plain words when the set has no config in use, or their server is gone', async () => {
    const configs = smallRuleSet.configs.map((config) => ({ ...config, configName: 'Another' }))
    const set = { ...smallRuleSet, configs }
    const begun = await ask('POST', '/previews', { payload: { set, over } })
    const { state, problem } = await ended(begun.body.id)
    assert.equal(state, 'failed')
    assert.match(problem, /Eloqua_Contacts_DWM/)
    const left = { state: 'running', aliveAt: new Date(Date.now() - 120_000) }
    await api.context.queueDb.collection('apiPreviews').updateOne({ _id: begun.body.id }, { $set: left })
    assert.match((await ended(begun.body.id)).problem, /gone/)
  })
})
