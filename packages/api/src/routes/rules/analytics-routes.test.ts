import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

describe('analytics over HTTP', () => {
  before(async () => {
    const { store } = api.context
    await store.publish(smallRuleSet, { who: 'test' })
    await fillFleet(api.context)
    const [rule] = (await store.findRules({ text: 'NYC' })).rules
    const facts = { run: 'run-1', rules: 'hash', at: new Date() }
    const washBy = (ruleId: string | undefined, at: number) => ({
      key: `${String(at).repeat(24)}:1:1`,
      contact: String(at),
      changes: [{ field: 'city', ruleType: 'normLookup', ruleId }],
    })
    const gone = 'f'.repeat(24)
    const ids = [rule?.id, rule?.id, rule?.id, gone, gone]
    await store.washes.write(ids.map(washBy), facts)
    await store.washes.writeHits()
  })

  it('counts what each rule changed, and shows the rule', async () => {
    const { body } = await ask('GET', '/analytics/rules?days=2')
    assert.equal(body.days.length, 2)
    assert.deepEqual(
      body.rules.map((one: { total: number; document: { find?: string } | null }) => [
        one.total,
        one.document?.find ?? null,
      ]),
      [
        [3, 'NYC'],
        [2, null],
      ],
    )
  })

  it('names the rules that did nothing, are shadowed, or fight', async () => {
    const { body } = await ask('GET', '/analytics/idle?limit=1')
    assert.deepEqual([body.total, body.rules.length, body.rules[0].document.find], [2, 1, 'N/A'])
    assert.deepEqual((await ask('GET', '/analytics/shadowed')).body.items, [])
    assert.equal((await ask('GET', '/analytics/fights')).body.fights.length, 0)
  })

  it('names values that no rule covers', async () => {
    const { status, body } = await ask('GET', '/analytics/uncovered')
    assert.equal(status, 200)
    assert.equal(body.looked, 5)
  })

  it('says null, and not nothing, where no rule can be suggested for a value', async () => {
    const payload = { emailAddress: 'far@example.com', ContactID: '9', city: 'Zzyzx' }
    await api.context.queue.add('dwmQueue', [{ key: payload.emailAddress, payload, source: 'far' }])
    const { body } = await ask('GET', '/analytics/uncovered')
    const [city] = body.fields
    const far = city.values.find((one: { value: string }) => one.value === 'Zzyzx')
    assert.deepEqual(far, { value: 'Zzyzx', contacts: 1, suggestion: null, neighbors: [] })
  })
})
