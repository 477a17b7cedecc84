import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvWriter } from './csv-text.ts'

describe('csvWriter', () => {
  it('quotes what needs it and nothing else', () => {
    const rows = [['a', 'b;c', 'say "x"', 'two\nlines', '', 5, null, { a: 1 }]]
    assert.equal(csvWriter({ delimiter: ';' })(rows), 'a;"b;c";"say ""x""";"two\nlines";;5;;"{""a"":1}"\r\n')
  })

  it('keeps a spreadsheet from calculating, on request', () => {
    assert.equal(csvWriter({ safeFromFormulas: true })([['=1+1', '@x', 'a=b']]), "'=1+1,'@x,a=b\r\n")
  })

  it('writes a row of one blank cell as more than an empty line', () => {
    assert.equal(csvWriter()([['city'], [''], ['Bonn']]), 'city\r\n""\r\nBonn\r\n')
  })

  it('writes what a reader of CSV reads back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\r', '\n', ' ', 'é') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 })
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';'), (rows, delimiter) => {
        const text = csvWriter({ delimiter })(rows)
        assert.deepEqual(parse(text, { delimiter, record_delimiter: '\r\n' }), rows)
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
