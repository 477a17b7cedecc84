import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClaimImport, RecordResult } from '@dwmops/bulk-sync'
import { EloquaValidationError } from '@dwmops/eloqua-client'
import { importOrBury, refusedAsRejected } from './import-or-bury.ts'

describe('importOrBury', () => {
  it('rejects what Eloqua refuses, and records it before it is settled', async () => {
    const seen: [string, readonly RecordResult[]][] = []
    const refusal = new EloquaValidationError('no such field', { path: '/contacts/imports' })
    const end = await importOrBury(
      claimWhosePlanFails(refusal, async (results) => void seen.push(['settled', results])),
      async (results) => void seen.push(['recorded', results]),
    )
    const results = [{ id: 'a', result: 'rejected', code: refusal.code, message: refusal.message }]
    assert.deepEqual(end, { state: 'settled' })
    assert.deepEqual(seen, [
      ['recorded', results],
      ['settled', results],
    ])
  })

  it('leaves contacts as they are at any other error', async () => {
    const outage = new Error('connection reset')
    const untouched = async () => assert.fail('nothing is known of them')
    await assert.rejects(importOrBury(claimWhosePlanFails(outage, untouched), untouched), outage)
  })
})

describe('refusedAsRejected', () => {
  it('rejects a record whose import was refused, and leaves another one to be imported again', () => {
    const again = { result: 'again', message: 'refused' } as const
    const refused = refusedAsRejected({ id: 'a', ...again, refusedAs: 'ELQ-00112' })
    assert.deepEqual(refused, { id: 'a', result: 'rejected', code: 'ELQ-00112', message: 'refused' })
    assert.deepEqual(refusedAsRejected({ id: 'b', ...again }), { id: 'b', ...again })
  })
})

/** A claim of one contact, which no sync has carried. */
function claimWhosePlanFails(error: Error, settle: ClaimImport['order']['settle']): ClaimImport {
  const planner = {
    carried: () => ({ id: 'a', identifier: 'a@example.com' }),
    plan: () => Promise.reject(error),
  }
  const claim = { items: [{ id: 'a' }], syncId: undefined }
  return {
    claim,
    planner,
    order: { journal: {}, mayWrite: true, settle },
    tally: {},
  } as unknown as ClaimImport
}
