import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { selectionIn } from './selection-in.ts'

describe('selectionIn', () => {
  it('takes what an undo knows, and leaves out what is no moment in time', () => {
    const query = new URLSearchParams('field=city&since=yesterday&until=2026-11-01&other=1&rule=')
    assert.deepEqual(selectionIn(query), { field: 'city', until: '2026-11-01T00:00:00.000Z' })
  })
})
