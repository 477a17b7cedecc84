import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SyncJournal } from '@dwmops/bulk-sync'
import type { Item } from '@dwmops/mongo-queue'
import { indicatorPlanner } from './indicator-planner.ts'

const settings = {
  customObject: { id: 990 },
  indicatorFields: { emailAddress: { id: 1 }, dataStatus: { id: 2 }, updatedTimestamp: { id: 3 } },
}
const context = { settings, runId: 'r1', abortSignal: new AbortController().signal }

/** A journal whose Eloqua has the object; counts how often it is looked for. */
function journalWithObject() {
  const found: string[] = []
  const find = async (ref: string) => {
    found.push(ref)
    const fields = async () => ({ resolve: (field: string) => ({ statement: `field ${field}` }) })
    return { id: ref, name: 'Contacts.Indicators', fields }
  }
  return { journal: { eloqua: { customObjects: { find } } } as unknown as SyncJournal, found }
}

const item = (id: string, key: string, payload: object) => ({ id, key, payload }) as unknown as Item
const items = [
  item('a', 'ann@example.com', { emailAddress: 'Ann@Example.com' }),
  item('b', 'bob@example.com', { emailAddress: 'changed@example.com' }),
]

describe('indicatorPlanner', () => {
  it('flags all records of a claim in one import, by the address as it was exported', async () => {
    const { journal } = journalWithObject()
    const plan = await indicatorPlanner(context as never).plan(journal, { items } as never)
    assert.ok('groups' in plan)
    const { groups } = plan
    assert.equal(groups.length, 1)
    const flag = 'PROCESS as MOD'
    assert.deepEqual(groups[0]?.records, [
      { id: 'a', row: { emailAddress: 'Ann@Example.com', dataStatus: flag } },
      { id: 'b', row: { emailAddress: 'bob@example.com', dataStatus: flag } },
    ])
    const { entity, isUpdatingMultipleMatchedRecords } = groups[0]?.definition ?? {}
    assert.deepEqual([entity, isUpdatingMultipleMatchedRecords], [{ customObjectId: '990' }, true])
  })

  it('finds a record again by the same address that it was sent with', () => {
    const { carried } = indicatorPlanner(context as never)
    assert.deepEqual(
      items.map((one) => carried?.(one)),
      [
        { id: 'a', identifier: 'Ann@Example.com' },
        { id: 'b', identifier: 'bob@example.com' },
      ],
    )
  })

  it('looks for the object once a run', async () => {
    const { journal, found } = journalWithObject()
    const planner = indicatorPlanner(context as never)
    for (let claims = 0; claims < 2; claims += 1) await planner.plan(journal, { items } as never)
    assert.deepEqual(found, ['990'])
  })
})
