import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { asker } from '../../testing/ask.ts'
import { fillFleet } from '../../testing/filled-fleet.ts'
import { smallRuleSet } from '../../testing/small-rule-set.ts'
import { testApi } from '../../testing/test-api.ts'

const api = testApi()
const askAs = asker(api)
const tryOn = (payload: object) => askAs('POST', '/rule-set/try', { role: 'editor', payload })

describe('a trial of all rules', () => {
  before(async () => {
    await api.context.store.publish(smallRuleSet, { who: 'test' })
    await fillFleet(api.context)
  })

  it('washes contacts named by address by the present and by changed rules, and shows each rule', async () => {
    const [rule] = (await api.context.store.findRules({ text: 'NYC' })).rules
    assert.ok(rule !== undefined)
    const { collection, id, etag, document } = rule
    const changes = [
      { do: 'change', collection, id, etag, document: { ...document, replace: 'Big Apple' } },
      {
        do: 'create',
        collection: 'normRegex',
        document: { fieldName: 'city', pattern: 'big (.*)', replace: '\\1' },
      },
    ]
    const contacts = { addresses: [' C1@example.com', 'nobody@example.com'] }
    const { status, body } = await tryOn({ contacts, changes })
    assert.equal(status, 200)
    assert.deepEqual(body.unknown, ['nobody@example.com'])
    const [{ name, present, changed }] = body.contacts
    assert.equal(name, 'c1@example.com')
    assert.equal(present.fields[0].after, 'New York')
    assert.equal(changed.fields[0].after, 'APPLE')
    const steps = changed.fields[0].steps.map(
      (step: { ruleType: string; change: { document: object } | null }) => {
        return [step.ruleType, step.change?.document ?? null]
      },
    )
    assert.deepEqual(steps, [
      ['genericLookup', null],
      ['normLookup', { fieldName: 'city', find: 'NYC', replace: 'Big Apple' }],
      ['normRegex', { fieldName: 'city', pattern: 'big (.*)', replace: '\\1' }],
    ])
    assert.equal((await api.context.store.versions()).length, 1)
  })

  it('takes records that somebody brings, and contacts at random', async () => {
    const { body } = await tryOn({
      contacts: { records: [{ city: 'la' }, { emailAddress: 'x@example.com', city: 'N/A' }] },
    })
    assert.deepEqual(
      body.contacts.map(
        ({
          name,
          present,
          changed,
        }: {
          name: string
          present: { fields: { after: string }[] }
          changed: null
        }) => [name, present.fields[0]?.after, changed],
      ),
      [
        ['record 1', 'Los Angeles', null],
        ['x@example.com', '', null],
      ],
    )
    assert.equal((await tryOn({ contacts: { random: 5 } })).body.contacts.length, 5)
    assert.equal((await tryOn({ contacts: { random: 21 } })).status, 400)
  })

  it('refuses changes of rules that are no longer as they were seen', async () => {
    const change = { do: 'delete', collection: 'normLookup', id: 'none', etag: 'x' }
    assert.equal((await tryOn({ contacts: { random: 1 }, changes: [change] })).status, 404)
  })
})
