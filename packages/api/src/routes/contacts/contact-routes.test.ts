import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { withExportedValues } from '@dwmops/fleet'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const ask = asker(api)

describe('one contact over HTTP', () => {
  before(async () => {
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    await fillFleet(api.context)
    const exported = { emailAddress: 'c9@example.com', ContactID: '9', city: 'LA' }
    const payload = withExportedValues(exported, { ...exported, city: 'Los Angeles' })
    await api.context.queue.add('indicatorQueue', [{ key: 'c9@example.com', payload, source: '9' }])
  })

  it('shows its fields as they are now, and as they were exported where washing changed them', async () => {
    const { body } = await ask('GET', '/contacts/C9@example.com/fields')
    assert.deepEqual([body.source, body.eloquaUrl], ['queue', null])
    assert.deepEqual(body.fields, [
      { field: 'emailAddress', value: 'c9@example.com' },
      { field: 'ContactID', value: '9' },
      { field: 'city', value: 'Los Angeles', exported: 'LA' },
    ])
    assert.equal((await ask('GET', '/contacts/nobody@example.com/fields')).status, 404)
  })

  it('shows what its history adds up to once the queue has forgotten it', async () => {
    const { body } = await ask('GET', '/contacts/contact:0/fields')
    assert.equal(body.source, 'history')
    assert.deepEqual(body.fields, [{ field: 'city', value: 'New York' }])
    assert.equal((await ask('GET', '/contacts/contact:0/dry-run')).status, 404)
  })

  it('leads to its page in Eloqua where the address of the instance is set', async () => {
    const server = await api.with({ ELOQUA_UI_URL: 'https://eloqua.example.com/' })
    const headers = api.as('reader')
    const answer = await server.inject({ url: '/contacts/c9@example.com/fields', headers })
    assert.equal(answer.json().eloquaUrl, 'https://eloqua.example.com/Main.aspx#contacts&id=9')
  })

  it('explains what the present rules would make of it as it was exported, and writes nothing', async () => {
    const before = await api.context.queue.show('c9@example.com')
    const { body } = await ask('GET', '/contacts/c9@example.com/dry-run', { role: 'reader' })
    assert.equal(body.failure, null)
    const [city] = body.fields
    assert.deepEqual([city.field, city.before, city.after], ['city', 'LA', 'Los Angeles'])
    assert.deepEqual(
      city.steps.map(({ ruleType, change }: { ruleType: string; change: { document: object } | null }) => [
        ruleType,
        change?.document ?? null,
      ]),
      [
        ['genericLookup', null],
        ['normLookup', { fieldName: 'city', find: 'LA', replace: 'Los Angeles' }],
        ['normRegex', null],
      ],
    )
    assert.deepEqual(await api.context.queue.show('c9@example.com'), before)
  })

  it('says why it cannot be washed', async () => {
    const payload = { emailAddress: 'c10@example.com', ContactID: '10', city: 7 }
    await api.context.queue.add('dwmQueue', [{ key: 'c10@example.com', payload, source: '10' }])
    const { body } = await ask('GET', '/contacts/c10@example.com/dry-run')
    assert.deepEqual([body.failure.code, body.fields], ['NOT_TEXT', []])
  })
})
