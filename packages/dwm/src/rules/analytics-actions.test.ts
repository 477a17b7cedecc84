import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { testDatabase } from '../testing/test-database.ts'

describe('dwm rules hits, idle, fights, uncovered', () => {
  const bed = testDatabase()

  it('show what rules did, and what no rule covers', async () => {
    const { db, dwm } = bed.fresh()
    await db.collection('config').insertOne({
      configName: 'Eloqua_Contacts_DWM',
      fields: { city: { lookup: ['normLookup'], derive: {} } },
      userDefinedFunctions: {},
      history: {
        writeContactHistory: false,
        returnHistoryId: false,
        returnHistoryField: '',
        histIdField: { name: 'ContactID', value: 'ContactID' },
      },
    })
    await db
      .collection<{ _id: string }>('normLookup')
      .insertMany([
        { _id: 'leeds', fieldName: 'city', find: 'LEEDS', replace: 'Leeds' } as { _id: string },
        { _id: 'york', fieldName: 'city', find: 'YORK', replace: 'York' } as { _id: string },
      ])
    const { washes } = openRuleStore(db)
    const changes = [{ field: 'city', ruleType: 'normLookup', ruleId: 'leeds' }]
    await washes.write([{ key: 'a:1:1', contact: '1', changes }], { run: 'r', rules: 'h', at: new Date() })
    await washes.writeHits()
    const payload = { ContactID: '1', city: 'Yorkk' }
    await openQueue(db, { owner: 'test', stage: 'test' }).add('dwmQueue', [
      { key: 'a@example.com', payload, source: 's' },
    ])
    assert.match((await dwm('rules', 'hits')).out, /normLookup +leeds +1/)
    assert.match((await dwm('rules', 'idle')).out, /normLookup +york/)
    assert.deepEqual(JSON.parse((await dwm('rules', 'fights', '--json')).out), { looked: 0, fights: [] })
    assert.match((await dwm('rules', 'uncovered')).out, /city +Yorkk +1 +YORKK +York +similar/)
  })
})
