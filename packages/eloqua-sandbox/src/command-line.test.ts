import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readCommandLine } from './command-line.ts'
import { openSandbox, statements } from './testing/open-sandbox.ts'

describe('--first-id', () => {
  it('now begins above all ids that an earlier start gave in its time', async () => {
    const tenthsOf2024 = (Date.UTC(2024) - Date.UTC(2020)) / 100
    const { firstId = 0 } = readCommandLine(['--first-id', 'now'])
    assert.ok(firstId > tenthsOf2024 && Number.isSafeInteger(firstId))
    const sandbox = await openSandbox({ firstId })
    const ended = await sandbox.sync('/contacts/exports', { fields: { ContactID: statements.ContactID } })
    assert.deepEqual(
      [ended.definition, ended.uri, ended.status],
      [`/contacts/exports/${firstId}`, `/syncs/${firstId}`, 'success'],
    )
  })

  it('takes a number too, and nothing else', () => {
    assert.equal(readCommandLine(['--first-id', '389']).firstId, 389)
    for (const wrong of ['0', '-1', 'later'])
      assert.throws(() => readCommandLine([`--first-id=${wrong}`]), /whole number/)
  })
})
