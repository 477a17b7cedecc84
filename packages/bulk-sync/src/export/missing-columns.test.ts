import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MissingColumns } from './missing-columns.ts'
import { UnusableExportError } from './unusable-export-error.ts'

describe('MissingColumns', () => {
  const seen = (rows: readonly Record<string, string>[]) => {
    const missing = new MissingColumns(['ContactID', 'emailAddress', 'city', 'fax'], ['ContactID'])
    for (const row of rows) missing.look(row)
    return missing
  }

  it('counts a key that is missing, not a blank value', () => {
    const missing = seen([
      { ContactID: '1', emailAddress: '', city: '' },
      { ContactID: '2', emailAddress: 'ann@example.com', city: 'Leeds', fax: '' },
      { ContactID: '3', emailAddress: 'bob@example.com' },
    ])
    assert.deepEqual(missing.counts(), { fax: 2, city: 1 })
    missing.require(['ContactID', 'emailAddress'], '/syncs/1')
  })

  it('takes a blank value for missing where no record can have one', () => {
    const missing = seen([{ ContactID: '', emailAddress: 'ann@example.com', city: '', fax: '' }])
    assert.throws(() => missing.require(['ContactID'], '/syncs/1'), UnusableExportError)
  })

  it('refuses an export in which one row lacks a needed column, and names column and rows', () => {
    const missing = seen([
      { ContactID: '1', emailAddress: 'ann@example.com', city: '', fax: '' },
      { ContactID: '2', city: '', fax: '' },
    ])
    assert.throws(
      () => missing.require(['ContactID', 'emailAddress'], '/syncs/7'),
      (error) =>
        error instanceof UnusableExportError &&
        error.retryable &&
        /\/syncs\/7 .* emailAddress in 1 of 2 rows/.test(error.message),
    )
  })
})
