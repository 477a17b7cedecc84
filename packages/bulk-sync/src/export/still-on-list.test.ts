import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endedOutcome } from '../testing.ts'
import { takenOff } from './still-on-list.ts'

const data = { list: 'DWM - Export Queue' }

describe('takenOff', () => {
  it('compares members sent with members removed', () => {
    const ended = endedOutcome({ kind: 'action', data, verdict: { counts: { 'ELQ-00118': 2 } } })
    assert.deepEqual(takenOff(ended, { contacts: 3 }), { list: data.list, sent: 3, removed: 2 })
  })

  it('counts accepted rows for an import, and none removed where no code says so', () => {
    assert.deepEqual(takenOff(endedOutcome({ data }), { accepted: 4 }), {
      list: data.list,
      sent: 4,
      removed: 0,
    })
  })

  it('is nothing for an export, an entry without a list, or unknown counts', () => {
    assert.equal(takenOff(endedOutcome({ kind: 'export', data }), { contacts: 1 }), undefined)
    assert.equal(takenOff(endedOutcome(), { contacts: 1 }), undefined)
    assert.equal(takenOff(endedOutcome({ data }), {}), undefined)
  })
})
