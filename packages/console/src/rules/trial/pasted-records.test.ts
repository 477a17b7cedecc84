import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pastedRecords } from './pasted-records.ts'

describe('pastedRecords', () => {
  it('reads what a spreadsheet copies, with blanks as they are', () => {
    assert.deepEqual(
      pastedRecords('emailAddress\tcity\r\na@example.com\t Berlin, Mitte \r\nb@example.com\r\n'),
      {
        records: [
          { emailAddress: 'a@example.com', city: ' Berlin, Mitte ' },
          { emailAddress: 'b@example.com', city: '' },
        ],
      },
    )
  })

  it('reads commas where there are no tabs', () => {
    assert.deepEqual(pastedRecords('city,country\nBerlin,DE'), {
      records: [{ city: 'Berlin', country: 'DE' }],
    })
  })

  it('says what is wrong', () => {
    const faults = [
      '',
      'city',
      'city,\nBerlin,DE',
      'city,city\nA,B',
      'city\nA,B',
      `city\n${'A\n'.repeat(21)}`,
    ]
    for (const text of faults) assert.ok('fault' in pastedRecords(text), text)
  })
})
