import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ColumnOptions, readColumns } from './columns.ts'

const knownKeys = ['emailAddress', 'firstName', 'stateProvince']
const place = { file: 'mine.csv', line: 1 }

function keys(header: string[], options: ColumnOptions = { knownKeys }): string[] {
  return readColumns(header, options, place).map(({ key }) => key)
}

describe('readColumns', () => {
  it('recognizes known keys without regard to case, blanks and punctuation', () => {
    assert.deepEqual(keys(['Email Address', 'FIRST_NAME', 'State/Province']), knownKeys)
  })

  it('recognizes the names of an export, for one column each and not before the own name', () => {
    const known = ['emailAddress', 'stateProvince', 'zipPostalCode', 'busPhone', 'jobTitle']
    const exported = ['Email', 'State or Province', 'Zip or Postal Code', 'Business Phone', 'Title', 'Phone']
    assert.deepEqual(keys(exported, { knownKeys: known }), [...known, 'Phone'])
    assert.deepEqual(keys(['State', 'stateProvince'], { knownKeys: known }), ['State', 'stateProvince'])
    assert.deepEqual(keys(['Zip Code', 'State'], { knownKeys: ['emailAddress'] }), ['Zip Code', 'State'])
  })

  it('takes names without what stands around them', () => {
    assert.deepEqual(readColumns(['\uFEFFemailAddress ', ' Lead Score\u00A0'], { knownKeys }, place), [
      { name: 'emailAddress', key: 'emailAddress' },
      { name: 'Lead Score', key: 'Lead Score' },
    ])
  })

  it('leaves a column alone that is only like a key that another column has', () => {
    assert.deepEqual(keys(['emailAddress', 'Email Address']), ['emailAddress', 'Email Address'])
  })

  it('goes by the map before all else', () => {
    const map = new Map([['work mail', 'emailAddress']])
    assert.deepEqual(keys(['Work Mail', 'Email Address'], { knownKeys, map }), [
      'emailAddress',
      'Email Address',
    ])
  })

  const refused: [header: string[], options: ColumnOptions, reason: RegExp][] = [
    [['a', '', ' '], {}, /mine\.csv, line 1: columns 2 and 3 have no name; name or delete what is empty/],
    [['a', '', 'b'], {}, /column 2 has no name/],
    [['\0a\0b'], {}, /mine\.csv, line 1: the header holds zero bytes/],
    [['a', ' a'], {}, /has the column a twice; rename or delete one of them/],
    [
      ['E-Mail Address', 'Email address'],
      { knownKeys },
      /"E-Mail Address" and "Email address" both stand for emailAddress/,
    ],
    [
      ['Town', 'b'],
      {
        map: new Map([
          ['Town', 'city'],
          ['town', 'country'],
        ]),
      },
      /the column "Town" is mapped twice/,
    ],
    [['a', 'b'], { map: new Map([['c', 'city']]) }, /no column named "c"; known: a, b/],
    [
      ['a', 'b'],
      { requiredKeys: ['emailAddress'], map: new Map() },
      /no column stands for emailAddress; known: a, b.*--map "COLUMN=emailAddress"; if that is no header, delete what stands above it/,
    ],
    [['a'], { requiredKeys: ['field'] }, /no column stands for field; known: a\. Name it so in the header/],
  ]
  for (const [header, options, reason] of refused) {
    it(`refuses ${JSON.stringify(header)} in one finding`, () => {
      assert.throws(() => readColumns(header, options, place), reason)
    })
  }
})
