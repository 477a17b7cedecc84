import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

/** The lines of a download for programs. */
async function linesOf(url: string): Promise<string[]> {
  const { status, body } = await ask('GET', `${url}${url.includes('?') ? '&' : '?'}for=program`, {
    role: 'reader',
  })
  assert.equal(status, 200)
  return String(body).trimEnd().split('\r\n')
}

describe('downloads as CSV', () => {
  before(async () => {
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    await fillFleet(api.context)
  })

  it('have dead letters with their reasons, filtered as the list is', async () => {
    const lines = await linesOf('/dead-letters.csv?code=NOT_TEXT')
    assert.equal(lines[0], 'emailAddress,queue,code,reason,failed at,attempts,export,item')
    assert.equal(lines.length, 4)
    assert.match(lines[1] ?? '', /^c\d@example.com,dwmQueue,NOT_TEXT,field city: no text,.*,an export,/)
    assert.equal((await linesOf('/dead-letters.csv?code=OTHER')).length, 1)
    assert.equal((await ask('GET', '/dead-letters.csv?codes=OTHER')).status, 400)
  })

  it('have rules in their order, filtered as the list is', async () => {
    const found = (await linesOf('/rules.csv')).map((line) => line.split(','))
    const heading = found[0] ?? []
    const cells = found
      .slice(1)
      .map((line) =>
        ['collection', 'fieldName', 'find', 'replace'].map((name) => line[heading.indexOf(name)]),
      )
    assert.deepEqual(cells, [
      ['genericLookup', '', 'N/A', ''],
      ['normLookup', 'city', 'NYC', 'New York'],
      ['normLookup', 'city', 'LA', 'Los Angeles'],
    ])
    assert.equal((await linesOf('/rules.csv?q=angeles')).length, 2)
  })

  it('have what a run changed, each field before and after', async () => {
    const { store } = api.context
    const key = `${'a'.repeat(24)}:1:1`
    const city = { normLookup: { from: 'NYC', to: 'New York' } }
    const document = { ContactID: '7', configName: 'Eloqua_Contacts_DWM', timestamp: 1_700_000_000, city }
    await store.writeHistory([{ key, idField: 'ContactID', document }])
    const changes = [{ field: 'city', ruleType: 'normLookup', ruleId: 'r' }]
    await store.washes.write([{ key, contact: '7', changes }], {
      run: 'run-0',
      rules: 'hash',
      at: new Date(),
    })
    const lines = await linesOf('/runs/run-0/changes.csv')
    assert.equal(lines.length, 2)
    assert.match(lines[1] ?? '', /^,7,[^,]+,city,NYC,New York,normLookup,r,$/)
    assert.equal((await ask('GET', '/runs/none/changes.csv')).status, 404)
  })

  it('have values that no rule covers', async () => {
    assert.deepEqual(await linesOf('/analytics/uncovered.csv'), ['field,value,contacts'])
  })

  it('have each contact of a preview, as long as the rules are those it was compared with', async () => {
    const [rule] = (await api.context.store.findRules({ text: 'NYC' })).rules
    assert.ok(rule !== undefined)
    const { collection, id, etag, document } = rule
    const change = { do: 'change', collection, id, etag, document: { ...document, replace: 'Big Apple' } }
    const begun = await ask('POST', '/previews', { payload: { changes: [change], over: { queued: true } } })
    const url = `/previews/${begun.body.id}`
    while ((await ask('GET', url)).body.state === 'running') await pause(50)
    const lines = await linesOf(`${url}/changes.csv`)
    assert.equal(lines.length, 6)
    assert.match(lines[1] ?? '', /^c\d@example.com,\d,city,NYC,New York,Big Apple,normLookup,/)
    await ask('POST', '/rules/genericLookup', { payload: { document: { find: 'TBD', replace: '' } } })
    const late = await ask('GET', `${url}/changes.csv`)
    assert.deepEqual([late.status, late.body.code], [409, 'RULES_PUBLISH_CONFLICT'])
  })

  it('have no plan of an undo where there is no login to Eloqua', async () => {
    const { status, body } = await ask('POST', '/undos/plan.csv', { payload: { field: 'city' } })
    assert.deepEqual([status, body.code], [409, 'UNDO_OFF'])
  })
})
