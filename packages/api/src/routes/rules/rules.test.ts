import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const askAs = asker(api)
const ask: typeof askAs = (method, url, asked) => askAs(method, url, { role: 'editor', ...asked })

async function ruleNamed(find: string) {
  const { body } = await ask('GET', `/rules?q=${find}`)
  const [rule] = body.items
  return { rule, url: `/rules/${rule.collection}/${rule.id}` }
}

describe('rules over HTTP', () => {
  beforeEach(async () => {
    const { rulesDb, store } = api.context
    await rulesDb.dropDatabase()
    await store.ensureIndexes()
    const put = await ask('PUT', '/rule-set?note=start', {
      payload: smallRuleSet,
      ifMatch: '"v0"',
    })
    assert.deepEqual([put.status, put.body.version], [200, 1])
  })

  it('come page by page, by collection, field and text', async () => {
    const first = await ask('GET', '/rules?limit=2')
    const second = await ask('GET', `/rules?limit=2&cursor=${first.body.next}`)
    const finds = [...first.body.items, ...second.body.items].map((rule) => rule.document.find)
    assert.deepEqual([finds, second.body.next], [['N/A', 'NYC', 'LA'], null])
    assert.equal((await ask('GET', '/rules?q=angeles')).body.items.length, 1)
    assert.equal((await ask('GET', '/rules?field=city&collection=genericLookup')).body.items.length, 0)
    assert.equal((await ask('GET', '/rules?cursor=bm8')).status, 400)
    const { body } = await ask('GET', '/rules/collections')
    assert.deepEqual(
      body.items.find((one: { collection: string }) => one.collection === 'normLookup')?.rules,
      2,
    )
  })

  it('are made, changed and deleted as versions, with who and when, and rolled back', async () => {
    const payload = { document: { fieldName: 'city', find: 'SF', replace: 'San Francisco' }, note: 'new' }
    const made = await ask('POST', '/rules/normLookup', { payload })
    assert.deepEqual([made.status, made.body.version, made.body.findings], [201, 2, []])
    const { rule, url } = await ruleNamed('NYC')
    const got = await ask('GET', url)
    assert.equal(got.etag, `"${rule.etag}"`)
    const changed = { document: { ...rule.document, replace: 'New York City' } }
    const put = await ask('PUT', url, { payload: changed, ifMatch: got.etag })
    assert.deepEqual([put.status, put.body.rule.document.replace], [200, 'New York City'])
    const gone = await ask('DELETE', url, { ifMatch: put.etag })
    assert.deepEqual([gone.status, gone.body.version], [200, 4])
    const { body } = await ask('GET', '/rule-versions?limit=3')
    const [last, , second] = body.items
    assert.deepEqual(
      [last.who, last.change.before.replace, last.change.after],
      ['a editor', 'New York City', null],
    )
    assert.equal(second.note, 'new')
    const back = await ask('POST', '/rule-versions/1/rollback', { payload: {}, ifMatch: '"v4"' })
    assert.deepEqual([back.status, back.body.version], [200, 5])
    const set = await ask('GET', '/rule-set')
    assert.deepEqual([set.etag, set.body.rules.normLookup.length], ['"v5"', 2])
    const diff = await ask('GET', '/rule-versions/4/diff')
    assert.equal(diff.body.collections[0].added.length, 1)
  })

  it('refuse anyone who did not see what is there now', async () => {
    const { rule, url } = await ruleNamed('NYC')
    const payload = { document: { ...rule.document, replace: 'x' } }
    assert.equal((await ask('PUT', url, { payload })).body.code, 'IF_MATCH_REQUIRED')
    assert.equal((await ask('DELETE', url)).status, 428)
    assert.equal((await ask('PUT', url, { payload, ifMatch: `W/"${rule.etag}"` })).status, 412)
    assert.equal((await ask('PUT', url, { payload, ifMatch: '"other", "more"' })).status, 412)
    assert.equal((await ask('PUT', url, { payload, ifMatch: `"other", "${rule.etag}"` })).status, 200)
    assert.equal((await ask('PUT', url, { payload, ifMatch: '*' })).status, 200)
    for (const method of ['PUT', 'DELETE'] as const) {
      const late = await ask(method, url, { ...(method === 'PUT' && { payload }), ifMatch: `"${rule.etag}"` })
      assert.deepEqual([late.status, late.body.code], [412, 'CHANGED'])
    }
    const { rules } = smallRuleSet
    const whole = { payload: { rules }, ifMatch: '"v1"' }
    assert.equal((await ask('PUT', '/rule-set', whole)).status, 412)
    assert.equal((await ask('POST', '/rule-versions/1/rollback', { payload: {} })).status, 428)
    assert.equal((await ask('PUT', '/rule-set', { payload: { rules } })).status, 428)
  })

  it('refuse a rule that cannot work, saying why', async () => {
    const payload = { document: { fieldName: 'city', pattern: '(', replace: '' } }
    const refused = await ask('POST', '/rules/normRegex', { payload })
    assert.deepEqual([refused.status, refused.body.code], [422, 'RULES_INVALID'])
    assert.equal(refused.body.findings[0].collection, 'normRegex')
    const lint = await ask('POST', '/rules/normRegex/lint', { payload })
    assert.deepEqual([lint.status, lint.body.findings[0].severity], [200, 'error'])
    const again = { document: { fieldName: 'city', find: 'NYC', replace: 'Other' } }
    assert.ok((await ask('POST', '/rules/normLookup/lint', { payload: again })).body.findings.length > 0)
    const { rule } = await ruleNamed('NYC')
    const itself = await ask('POST', '/rules/normLookup/lint', {
      payload: { document: rule.document, id: rule.id },
    })
    assert.deepEqual(itself.body.findings, [])
  })

  it('refuse what is no document, and an import that would empty a collection unsaid', async () => {
    for (const document of [{ $where: 'x' }, { 'a.b': 1 }, { a: { $oid: 7 } }, { a: 'x\0', '\0': 1 }]) {
      const { status } = await ask('POST', '/rules/genericLookup', { payload: { document } })
      assert.equal(status, 400, JSON.stringify(document))
    }
    const part = { rules: { genericLookup: [] } }
    const refused = await ask('PUT', '/rule-set', { payload: part, ifMatch: '"v1"' })
    assert.deepEqual([refused.status, refused.body.errors[0].path], [400, 'body/rules/normLookup'])
    const said = { rules: { genericLookup: [], normLookup: [] } }
    const dry = await ask('PUT', '/rule-set?dryRun=true', { payload: said, ifMatch: '"v1"' })
    assert.deepEqual([dry.status, dry.body.version, dry.body.diff.collections.length], [200, null, 2])
    const lint = await ask('POST', '/rule-set/lint', {
      payload: { rules: said.rules, configs: smallRuleSet.configs },
    })
    assert.deepEqual(lint.body.findings, [])
  })

  it('are tried on values before they are published', async () => {
    const rows: [collection: string, document: object, values: string[], after: (string | null)[]][] = [
      [
        'normLookup',
        { fieldName: 'city', find: 'NYC', replace: 'New York' },
        ['nyc', ' NYC ', 'Oslo'],
        ['New York', 'New York', 'Oslo'],
      ],
      ['genericLookup', { find: 'N/A', replace: '' }, [' n/a'], ['']],
      [
        'normRegex',
        { fieldName: 'city', pattern: '^ST\\.? ', replace: 'Saint ' },
        ['st. paul'],
        ['Saint PAUL'],
      ],
      [
        'deriveValue',
        { fieldName: 'city', lookupVals: { zip: '10001' }, value: 'New York' },
        ['10001', '9'],
        ['New York', ''],
      ],
      [
        'deriveRegex',
        { fieldName: 'city', deriveFieldName: 'zip', pattern: '^100.*', replace: 'NY' },
        ['10001'],
        ['NY'],
      ],
    ]
    for (const [collection, document, values, after] of rows) {
      const { body } = await ask('POST', `/rules/${collection}/try`, { payload: { document, values } })
      assert.deepEqual(
        body.items.map((one: { after: string }) => one.after),
        after,
        collection,
      )
    }
  })

  it('look at the fields of the config in use', async () => {
    const { body } = await ask('GET', '/fields')
    assert.deepEqual(body.items, [{ field: 'city', lookup: ['genericLookup', 'normLookup', 'normRegex'] }])
  })

  it('let a config change by its ETag, and keep its name', async () => {
    const url = '/configs/Eloqua_Contacts_DWM'
    const { body, etag } = await ask('GET', url)
    const document = { ...body.document, note: 'changed' }
    const other = await ask('PUT', url, {
      payload: { document: { ...document, configName: 'x' } },
      ifMatch: etag,
    })
    assert.equal(other.status, 400)
    const put = await ask('PUT', url, { payload: { document }, ifMatch: etag })
    assert.deepEqual([put.status, put.body.version], [200, 2])
    assert.equal((await ask('PUT', url, { payload: { document }, ifMatch: etag })).status, 412)
    assert.equal((await ask('GET', '/configs')).body.items.length, 1)
    assert.equal((await ask('GET', '/configs/none')).status, 404)
  })

  it('leave who did what in the log of changes, without the rules themselves', async () => {
    await ask('POST', '/rules/genericLookup', { payload: { document: { find: 'TBD', replace: '' } } })
    const { body } = await ask('GET', '/audit?limit=1', { role: 'operator' })
    const [entry] = body.items
    assert.deepEqual([entry.who, entry.action, entry.result], ['a editor', 'POST /rules/:collection', 'done'])
    assert.deepEqual([entry.facts.collection, entry.facts.version], ['genericLookup', 2])
    assert.doesNotMatch(JSON.stringify(body), /TBD/)
  })
})
