import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { UnusableExportError } from '@dwmops/bulk-sync'
import type { Row } from '@dwmops/eloqua-client'
import { holdExport } from './hold-export.ts'

const columns = ['ContactID', 'emailAddress', 'city']

function contact(id: number): Row {
  return { ContactID: String(id), emailAddress: `contact${id}@example.com`, city: 'Leeds ✓' }
}

async function* rowsOf(count: number, change: (row: Row, id: number) => Row = (row) => row) {
  for (let id = 1; id <= count; id += 1) yield change(contact(id), id)
}

function without(row: Row, column: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== column))
}

async function hold(rows: AsyncIterable<Row>, maxRows = 80_000) {
  let reads = 0
  const options = { syncUri: '/syncs/7', columns, maxRows, onRead: async () => (reads += 1) }
  const { rows: held, lacking } = await holdExport(rows, options)
  const all: Row[] = []
  for await (const batch of held.batches()) all.push(...batch)
  return { all, lacking, reads }
}

describe('holdExport', () => {
  it('hands out the rows as they came, and shows that the run lives meanwhile', async () => {
    const { all, lacking, reads } = await hold(rowsOf(2500))
    assert.deepEqual([all.length, all[2400], reads], [2500, contact(2401), 3])
    assert.deepEqual(lacking, {})
  })

  it('leaves to the next run what is above the bound', async () => {
    assert.equal((await hold(rowsOf(30), 20)).all.length, 20)
  })

  const unusable: Record<string, (row: Row, id: number) => Row> = {
    'no row has the address': (row) => without(row, 'emailAddress'),
    'no row has the ContactID': (row) => without(row, 'ContactID'),
    'only the last of many rows lacks the address': (row, id) =>
      id < 2500 ? row : without(row, 'emailAddress'),
    'only a row in the middle lacks the ContactID': (row, id) =>
      id === 1300 ? without(row, 'ContactID') : row,
    'the ContactIDs are blank': (row) => ({ ...row, ContactID: '' }),
  }
  for (const [what, change] of Object.entries(unusable)) {
    it(`refuses an export in which ${what}`, () =>
      assert.rejects(hold(rowsOf(2500, change)), UnusableExportError))
  }

  it('takes a contact whose address is blank', async () => {
    const { all } = await hold(rowsOf(3, (row) => ({ ...row, emailAddress: '' })))
    assert.equal(all.length, 3)
  })

  it('counts the rows that lack another column, and leaves that key out of them', async () => {
    const { all, lacking } = await hold(rowsOf(1500, (row, id) => (id <= 1100 ? without(row, 'city') : row)))
    assert.deepEqual(lacking, { city: 1100 })
    assert.equal(Object.hasOwn(all[0] ?? {}, 'city'), false)
    assert.equal(all[1499]?.['city'], 'Leeds ✓')
  })
})
