import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { asker } from '../../testing/ask.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const askAs = asker(api)
const ask: typeof askAs = (method, url, asked) => askAs(method, url, { role: 'editor', ...asked })
const city = { as: 'normLookup', field: 'city' }

/** What the rules of cities say. */
async function cities(): Promise<string> {
  const { body } = await ask('GET', '/rule-set/sheet.csv?as=normLookup&field=city&for=program')
  return String(body).replaceAll('\r\n', ' ').trim()
}

describe('rules of a sheet over HTTP', () => {
  beforeEach(async () => {
    const { rulesDb, store } = api.context
    await rulesDb.dropDatabase()
    await store.ensureIndexes()
    await store.publish(smallRuleSet, { who: 'test' })
  })

  it('are planned as a spreadsheet copies them, and published beside those that are there', async () => {
    const sheet = { ...city, text: 'from\tto\n sf \tSan Francisco\nnyc\tBig Apple\nSF\tSan Francisco\n' }
    const plan = await ask('POST', '/rule-set/sheet/plan', { payload: sheet })
    assert.equal(plan.status, 200)
    const { etag, diff, findings, ...read } = plan.body
    assert.deepEqual(read, { rules: 2, duplicates: ['line 4 says what line 2 says'], errors: [] })
    assert.deepEqual([diff.collections[0].added.length, diff.collections[0].removed.length], [2, 1])
    assert.deepEqual(findings, [])
    assert.equal(await cities(), 'from,to NYC,New York LA,Los Angeles')

    const payload = { sheet, note: 'west coast' }
    const put = await ask('POST', '/rule-set/sheet', { payload, ifMatch: `"${etag}"` })
    assert.deepEqual([put.status, put.body.version], [200, 2])
    assert.equal(await cities(), 'from,to NYC,Big Apple LA,Los Angeles SF,San Francisco')
    const { body } = await ask('GET', '/audit?limit=1', { role: 'operator' })
    const [{ action, who, facts, result }] = body.items
    assert.deepEqual([action, who, result], ['POST /rule-set/sheet', 'a editor', 'done'])
    assert.deepEqual([facts.collection, facts.version], ['normLookup', 2])
  })

  it('are refused where the sheet has to be corrected, by line', async () => {
    const sheet = { ...city, text: 'from,to\nsf,San Francisco\nSF,Science Fiction\n,x\n' }
    const errors = [
      'line 3 contradicts line 2: the same value, another result',
      'line 4: a value to find is blank',
    ]
    const plan = await ask('POST', '/rule-set/sheet/plan', { payload: sheet })
    assert.deepEqual([plan.status, plan.body.errors], [200, errors])
    const put = await ask('POST', '/rule-set/sheet', { payload: { sheet }, ifMatch: '"v1"' })
    assert.deepEqual([put.status, put.body.code], [422, 'RULES_INVALID'])
    assert.deepEqual(
      put.body.errors,
      errors.map((message) => ({ path: 'body/text', message })),
    )
  })

  it('are refused with the line that cannot be read, and for a field that is missing or too much', async () => {
    const rows: [sheet: object, detail: RegExp][] = [
      [{ ...city, text: 'from\nx\n' }, /the sheet, line 1: has 1 columns/],
      [{ ...city, text: 'from,to\n"x,y\n' }, /the sheet, line 2: a quote is opened here and not closed/],
      [{ as: 'normLookup', text: 'from,to\nx,y\n' }, /normLookup needs a field/],
      [{ ...city, as: 'genericLookup', text: 'from,to\nx,y\n' }, /genericLookup takes no field/],
      [{ as: 'deriveValue', field: 'x', text: '$a,b\nx,y\n' }, /not a valid document/],
    ]
    for (const [payload, detail] of rows) {
      const { status, body } = await ask('POST', '/rule-set/sheet/plan', { payload })
      assert.deepEqual([status, body.code], [400, 'INVALID_REQUEST'], JSON.stringify(payload))
      assert.match(body.detail, detail)
    }
  })

  it('are not published over rules that somebody has changed since', async () => {
    const sheet = { ...city, text: 'from,to\nsf,San Francisco\n' }
    const { body } = await ask('POST', '/rule-set/sheet/plan', { payload: sheet })
    await ask('POST', '/rules/genericLookup', { payload: { document: { find: 'TBD', replace: '' } } })
    const late = await ask('POST', '/rule-set/sheet', { payload: { sheet }, ifMatch: `"${body.etag}"` })
    assert.deepEqual([late.status, late.body.code], [412, 'CHANGED'])
    assert.equal((await ask('POST', '/rule-set/sheet', { payload: { sheet } })).status, 428)
    assert.equal(await cities(), 'from,to NYC,New York LA,Los Angeles')
  })

  it('are previewed on contacts, and need a second person where that is set', async () => {
    const sheet = { ...city, text: 'from,to\nsf,San Francisco\n' }
    const begun = await ask('POST', '/previews', { payload: { sheet, over: { queued: true } } })
    assert.deepEqual([begun.status, begun.body.diff.collections[0].added.length], [202, 1])
    let state = 'running'
    while (state === 'running') {
      await pause(50)
      state = (await ask('GET', `/previews/${begun.body.id}`)).body.state
    }
    assert.equal(state, 'done')
    const strict = await api.with({ ENVIRONMENT: 'prod', API_SECOND_PERSON: 'true' })
    const headers = { ...api.as('editor'), 'if-match': '"v1"' }
    const send = async (url: string, payload: object) => {
      const answer = await strict.inject({ method: 'POST', url, headers, payload })
      return [answer.statusCode, answer.json().code]
    }
    assert.deepEqual(await send('/rule-set/sheet', { sheet }), [403, 'SECOND_PERSON_NEEDED'])
    assert.deepEqual(await send('/rule-set/sheet/plan', sheet), [200, undefined])
    const published = await ask('POST', `/previews/${begun.body.id}/publish`, { payload: {} })
    assert.deepEqual([published.status, published.body.version], [200, 2])
  })
})
