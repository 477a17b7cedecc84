import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openQueue } from '@dwmops/mongo-queue'
import type { Databases } from '../databases.ts'
import { lookup, testBed, washQueue } from '../testing.ts'
import { changesOfRun, type RunChange } from './changes-of-run.ts'

async function all(databases: Databases, run: string) {
  const changes: RunChange[] = []
  for await (const page of changesOfRun(databases, run)) changes.push(...page)
  return changes.map(({ address, contact, field, from, to, ruleId }) => {
    return { address, contact, field, from, to, ruleId }
  })
}

async function add({ queueDb }: Databases, name: string): Promise<void> {
  const key = `${name}@example.com`
  const payload = { emailAddress: key, ContactID: name, city: 'nyc', country: 'usa' }
  await openQueue(queueDb, { owner: 'test', stage: 'test' }).add('dwmQueue', [{ key, payload, source: name }])
}

describe('changesOfRun', () => {
  const bed = testBed()

  it('reports each field before and after, of that run alone, and the address while the queue knows it', async () => {
    const databases = await bed.fresh()
    const { rulesDb, queueDb } = databases
    await rulesDb
      .collection<{ _id: string }>('normLookup')
      .insertMany([lookup('a', 'city', 'NYC', 'New York'), lookup('b', 'country', 'USA', 'United States')])
    await add(databases, 'ann')
    await washQueue(databases, { run: 'run-1' })
    await add(databases, 'bob')
    await washQueue(databases, { run: 'run-2' })
    const ann = { address: 'ann@example.com', contact: 'ann' }
    assert.deepEqual(await all(databases, 'run-1'), [
      { ...ann, field: 'city', from: 'nyc', to: 'New York', ruleId: 'a' },
      { ...ann, field: 'country', from: 'usa', to: 'United States', ruleId: 'b' },
    ])
    await queueDb.collection('items').deleteMany({})
    assert.deepEqual(
      (await all(databases, 'run-2')).map(({ address, contact }) => [address, contact]),
      [
        [undefined, 'bob'],
        [undefined, 'bob'],
      ],
    )
    assert.deepEqual(await all(databases, 'run-3'), [])
  })
})
