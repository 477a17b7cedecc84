import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Document } from 'mongodb'
import type { ItemDocument } from '../item/item.ts'
import { entries, testBed } from '../testing.ts'
import { readyIds } from './ready-ids.ts'

describe('readyIds', () => {
  const bed = testBed()

  it('walks index claimOrder in order on MongoDB: no sort, no document, no key in vain', async (test) => {
    if (bed.mongo.flavour === 'ferretdb') return test.skip('a mongod: none is available here')
    await bed.open().add('in', entries(3_000))
    await bed.open().add('in', [{ key: 'urgent', payload: {}, source: 's', priority: 1 }])
    const items = bed.db.collection<ItemDocument>('items')
    const { executionStats }: Document = await readyIds(items, 'in', { skip: 0, limit: 600 }).explain(
      'executionStats',
    )
    assert.deepEqual(stagesOf(executionStats['executionStages']), ['LIMIT', 'PROJECTION_COVERED', 'IXSCAN'])
    assert.deepEqual([executionStats['nReturned'], executionStats['totalDocsExamined']], [600, 0])
    assert.ok(executionStats['totalKeysExamined'] <= 601, `${executionStats['totalKeysExamined']} keys`)
  })
})

function stagesOf({ stage, inputStage }: Document): string[] {
  return [String(stage), ...(inputStage === undefined ? [] : stagesOf(inputStage))]
}
