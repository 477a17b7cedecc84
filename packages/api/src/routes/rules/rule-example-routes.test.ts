import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const askAs = asker(api)
const ask: typeof askAs = (method, url, asked) => askAs(method, url, { role: 'editor', ...asked })
const example = { value: ' nyc', expected: 'New York' }
const blank = { document: { find: 'NYC', replace: '' } }

async function ruleNamed(find: string) {
  const { body } = await ask('GET', `/rules?q=${find}`)
  const [rule] = body.items
  return { ...rule, url: `/rules/${rule.collection}/${rule.id}` }
}

/** A rule with an example that holds. */
async function ruleWithExample() {
  const { url, etag } = await ruleNamed('NYC')
  const added = await ask('POST', `${url}/examples`, { payload: { example }, ifMatch: `"${etag}"` })
  assert.deepEqual([added.status, added.body.version], [201, 2])
  return { url, etag: added.etag }
}

describe('examples of rules over HTTP', () => {
  beforeEach(async () => {
    const { rulesDb, store } = api.context
    await rulesDb.dropDatabase()
    await store.ensureIndexes()
    await store.publish(smallRuleSet, { who: 'test' })
  })

  it('are added, read and removed under the ETag of their rule', async () => {
    const { url, etag } = await ruleWithExample()
    const read = await ask('GET', `${url}/examples`, { role: 'reader' })
    assert.deepEqual([read.body.items, read.etag], [[example], etag])
    assert.equal((await ask('DELETE', `${url}/examples/0`)).status, 428)
    assert.equal((await ask('DELETE', `${url}/examples/1`, { ifMatch: etag })).status, 404)
    assert.equal((await ask('DELETE', `${url}/examples/0`, { ifMatch: '"another"' })).status, 412)
    const removed = await ask('DELETE', `${url}/examples/0`, { ifMatch: etag })
    assert.deepEqual([removed.status, removed.body.rule.document.examples], [200, undefined])
    assert.equal((await ask('GET', '/rules/normLookup/none/examples')).status, 404)
  })

  it('refuse an example that does not come out as it says, with value, expected and got', async () => {
    const { url, etag, id } = await ruleNamed('NYC')
    const payload = { example: { ...example, expected: 'Big Apple' } }
    const { status, body } = await ask('POST', `${url}/examples`, { payload, ifMatch: `"${etag}"` })
    assert.deepEqual([status, body.code], [422, 'RULES_INVALID'])
    const [{ code, collection, id: of, reason }] = body.findings
    assert.deepEqual([code, collection, of], ['failed-example', 'normLookup', id])
    assert.match(
      reason,
      /^example " nyc" of city: expected "Big Apple", got "New York"; decided by normLookup/,
    )
  })

  it('refuse a change of another rule that breaks one, unless that is said', async () => {
    await ruleWithExample()
    const refused = await ask('POST', '/rules/genericLookup', { payload: blank })
    assert.deepEqual([refused.status, refused.body.findings.at(-1).code], [422, 'failed-example'])
    const payload = { ...blank, acceptFailedExamples: true }
    assert.equal((await ask('POST', '/rules/genericLookup', { payload })).status, 201)
  })

  it('refuse a whole set and a sheet as well, and are shown by a dry run and a plan', async () => {
    await ruleWithExample()
    const codes = (findings: { code: string }[]) => findings.map(({ code }) => code)
    const sheet = { as: 'normLookup', field: 'city', text: 'from,to\nnyc,Big Apple\n' }
    const plan = await ask('POST', '/rule-set/sheet/plan', { payload: sheet })
    assert.deepEqual(codes(plan.body.findings), ['failed-example'])
    const ifMatch = `"${plan.body.etag}"`
    assert.equal((await ask('POST', '/rule-set/sheet', { payload: { sheet }, ifMatch })).status, 422)
    const { body: set } = await ask('GET', '/rule-set')
    set.rules.genericLookup.push(blank.document)
    const dry = await ask('PUT', '/rule-set?dryRun=true', { payload: set, ifMatch })
    assert.deepEqual([dry.status, codes(dry.body.findings).includes('failed-example')], [200, true])
    assert.equal((await ask('PUT', '/rule-set?acceptErrors=true', { payload: set, ifMatch })).status, 422)
    const accepted = { sheet, acceptFailedExamples: true }
    assert.equal((await ask('POST', '/rule-set/sheet', { payload: accepted, ifMatch })).status, 200)
    const rule = (await ask('GET', '/rules?q=Big Apple')).body.items[0]
    assert.deepEqual(rule.document.examples, [example])
  })

  it('need a preview where a second person is needed', async () => {
    const { url, etag } = await ruleNamed('NYC')
    const strict = await api.with({ ENVIRONMENT: 'prod', API_SECOND_PERSON: 'true' })
    const headers = { ...api.as('editor'), 'if-match': `"${etag}"` }
    const answer = await strict.inject({
      ...{ method: 'POST', url: `${url}/examples`, headers, payload: { example } },
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'SECOND_PERSON_NEEDED'])
  })
})
