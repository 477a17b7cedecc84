import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const askAs = asker(api)
const ask: typeof askAs = (method, url, asked) => askAs(method, url, { role: 'editor', ...asked })

describe('rule packs over HTTP', () => {
  beforeEach(async () => {
    const { rulesDb, store } = api.context
    await rulesDb.dropDatabase()
    await store.ensureIndexes()
    await store.publish(smallRuleSet, { who: 'test' })
  })

  it('are listed and shown', async () => {
    const { body } = await ask('GET', '/rule-packs', { role: 'reader' })
    const salutations = body.items.find(({ name }: { name: string }) => name === 'salutations')
    assert.deepEqual(salutations.fields, ['salutation'])
    const { body: shown } = await ask('GET', '/rule-packs/salutations', { role: 'reader' })
    assert.equal(shown.title, salutations.title)
    assert.equal(shown.collections.flatMap((one: { rules: object[] }) => one.rules).length, salutations.rules)
    assert.equal((await ask('GET', '/rule-packs/none')).status, 404)
  })

  it('are planned, and added as a version with who and why', async () => {
    const { rules: all } = (await ask('GET', '/rule-packs/salutations')).body
    const plan = await ask('GET', '/rule-packs/salutations/plan')
    const { etag, diff, added, present, overruled } = plan.body
    assert.deepEqual([plan.status, added, present, overruled], [200, all, 0, 0])
    assert.deepEqual(
      [diff.configs[0].configName, diff.configs[0].to.fields.salutation.lookup],
      ['Eloqua_Contacts_DWM', ['normLookup']],
    )
    const put = await ask('POST', '/rule-packs/salutations', { payload: {}, ifMatch: `"${etag}"` })
    assert.deepEqual([put.status, put.body.version], [200, 2])
    const [version] = (await ask('GET', '/rule-versions?limit=1')).body.items
    assert.deepEqual([version.who, version.note], ['a editor', 'pack salutations'])
    const again = await ask('GET', '/rule-packs/salutations/plan')
    assert.deepEqual([again.body.added, again.body.present, again.body.diff.configs], [0, all, []])
    const { body } = await ask('GET', '/audit?limit=1', { role: 'operator' })
    const [{ action, facts, result }] = body.items
    assert.deepEqual([action, result], ['POST /rule-packs/:name', 'done'])
    assert.deepEqual([facts.pack, facts.version], ['salutations', 2])
  })

  it('leave own rules alone, and are not added over rules that somebody has changed since', async () => {
    const { etag } = (await ask('GET', '/rule-packs/salutations/plan')).body
    const document = { fieldName: 'salutation', find: 'MISTER', replace: 'Sir' }
    await ask('POST', '/rules/normLookup', { payload: { document } })
    const late = await ask('POST', '/rule-packs/salutations', { payload: {}, ifMatch: `"${etag}"` })
    assert.deepEqual([late.status, late.body.code], [412, 'CHANGED'])
    assert.equal((await ask('GET', '/rule-packs/salutations/plan')).body.overruled, 1)
    assert.equal((await ask('POST', '/rule-packs/salutations', { payload: {} })).status, 428)
  })

  it('are previewed on contacts, and need a second person where that is set', async () => {
    const begun = await ask('POST', '/previews', { payload: { pack: 'salutations', over: { queued: true } } })
    assert.deepEqual([begun.status, begun.body.diff.configs.length], [202, 1])
    const none = await ask('POST', '/previews', { payload: { pack: 'none', over: { queued: true } } })
    assert.equal(none.status, 404)
    const strict = await api.with({ ENVIRONMENT: 'prod', API_SECOND_PERSON: 'true' })
    const headers = { ...api.as('editor'), 'if-match': '"v1"' }
    const url = '/rule-packs/salutations'
    const answer = await strict.inject({ method: 'POST', url, headers, payload: {} })
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'SECOND_PERSON_NEEDED'])
  })

  it('are refused to readers, and where the config in use is missing', async () => {
    const asked = { payload: {}, ifMatch: '"v1"' }
    assert.equal((await ask('POST', '/rule-packs/states', { ...asked, role: 'reader' })).status, 403)
    const other = await api.with({ CONFIG_NAME: 'Another' })
    const answer = await other.inject({ url: '/rule-packs/states/plan', headers: api.as('editor') })
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'NOT_FOUND'])
    assert.match(answer.json().detail, /Another/)
  })
})
