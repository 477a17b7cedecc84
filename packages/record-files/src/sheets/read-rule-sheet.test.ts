import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openCsvText } from '../open-records.ts'
import { readRuleSheet, type SheetTarget } from './read-rule-sheet.ts'

async function read(text: string, target: SheetTarget) {
  return readRuleSheet(await openCsvText(text, 'titles.csv'), target)
}

const titles = { as: 'normLookup', field: 'jobTitle' }

describe('readRuleSheet', () => {
  it('cleans what is to be found, and reports what comes twice by line', async () => {
    const text = 'from;to\r\n vice  president ;VP\r\nVICE PRESIDENT;VP\r\nVice President;V.P.\r\nn/a;\r\n'
    assert.deepEqual(await read(text, titles), {
      collection: 'normLookup',
      rules: [
        { fieldName: 'jobTitle', find: 'VICE PRESIDENT', replace: 'VP' },
        { fieldName: 'jobTitle', find: 'N/A', replace: '' },
      ],
      duplicates: ['line 3 says what line 2 says'],
      errors: ['line 4 contradicts line 2: the same value, another result'],
    })
  })

  it('reads what a spreadsheet copies: tabs between the cells, and quotes around line ends', async () => {
    const { rules } = await read('from\tto\n"vp,\nsales"\tVice President\ncto\t"The ""C"""\n', titles)
    assert.deepEqual(
      rules.map(({ find, replace }) => [find, replace]),
      [
        ['VP, SALES', 'Vice President'],
        ['CTO', 'The "C"'],
      ],
    )
  })

  it('takes the fields of a derive rule from the header', async () => {
    const text = 'stateProvince,country,region\nca,us,West\n'
    const { rules } = await read(text, { as: 'deriveValue', field: 'region' })
    assert.deepEqual(rules, [
      { fieldName: 'region', lookupVals: { country: 'US', stateProvince: 'CA' }, value: 'West' },
    ])
  })

  it('reports every line that has to be corrected, and reads the others', async () => {
    const text = 'from,to\nvp,VP\n ,x\ncto\nVP,V.P.\n,,\nceo,CEO\n'
    const { rules, errors } = await read(text, titles)
    assert.deepEqual(
      rules.map(({ find }) => find),
      ['VP', 'CEO'],
    )
    assert.deepEqual(errors, [
      'line 3: a value to find is blank',
      'line 4 has 1 values where the header has 2',
      'line 5 contradicts line 2: the same value, another result',
      'line 6 has 3 values where the header has 2',
    ])
  })

  it('refuses columns that do not fit, and other kinds of rules', async () => {
    const rows: [text: string, target: SheetTarget, reason: RegExp][] = [
      ['a,b,c\n1,2,3\n', titles, /titles\.csv, line 1: has 3 columns; expected two columns, from and to/],
      [
        'from,to\n',
        { as: 'normRegex', field: 'x' },
        /normRegex has patterns or words, and a sheet values; name one/,
      ],
      ['from,to\n', { as: 'nothing' }, /nothing is no collection of rules/],
      ['from,to\n', { as: 'normLookup' }, /normLookup needs a field/],
      ['from,to\n', { as: 'genericLookup', field: 'x' }, /genericLookup takes no field/],
    ]
    for (const [text, target, reason] of rows) await assert.rejects(read(text, target), reason)
  })
})
