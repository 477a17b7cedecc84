import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import type { Databases } from '../databases.ts'
import { lookup, testBed, washQueue } from '../testing.ts'
import { fightingRules } from './fighting-rules.ts'

describe('fightingRules', () => {
  const bed = testBed()

  it('reports fields that rules take back and forth, and those that somebody else puts back', async () => {
    const dbs = await bed.fresh()
    const rules = [
      lookup('flip', 'city', 'OSLO', 'Bergen'),
      lookup('flop', 'city', 'BERGEN', 'OSLO'),
      lookup('de', 'country', 'GERMANY', 'DE'),
    ]
    await dbs.rulesDb.collection<{ _id: string }>('normLookup').insertMany(rules)
    await washTwice(dbs, { city: 'OSLO', country: '' }, { city: 'Bergen', country: '' }, ['1', '2'])
    await washTwice(dbs, { city: '', country: 'germany' }, { city: '', country: 'germany' }, ['3'])
    await washTwice(dbs, { city: '', country: 'GERMANY' }, { city: '', country: 'DE' }, ['4'])
    const { looked, fights } = await fightingRules(dbs.rulesDb)
    assert.equal(looked, 4)
    assert.deepEqual(
      fights.map(({ kind, field, earlier, later, contacts }) => [
        kind,
        field,
        earlier.ruleId,
        later.ruleId,
        contacts,
      ]),
      [
        ['rules', 'city', 'flip', 'flop', 2],
        ['outside', 'country', 'de', 'de', 1],
      ],
    )
    const { contact, from, to } = fights[1]?.samples[0] ?? {}
    assert.deepEqual([contact, from, to], ['3', 'germany', 'DE'])
  })
})

async function washTwice(
  dbs: Databases,
  first: Readonly<Record<string, string>>,
  second: Readonly<Record<string, string>>,
  ids: readonly string[],
): Promise<void> {
  const queue = openQueue(dbs.queueDb, { owner: 'test', stage: 'test' })
  for (const [round, payload] of [first, second].entries()) {
    const entries = ids.map((ContactID) => ({
      key: `c${ContactID}@example.com`,
      payload: { ContactID, ...payload },
      source: `${round}`,
    }))
    await queue.add('dwmQueue', entries)
    await washQueue(dbs, { at: new Date(Date.now() - 10_000 + round * 5_000) })
  }
}
