import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sheetText } from './sheet-file.ts'

const text = 'from,to\nköln,Köln\n'

describe('sheetText', () => {
  it('reads UTF-8 with and without a mark, UTF-16 and what spreadsheets on Windows save', () => {
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(text, 'latin1'),
    ])
      assert.equal(sheetText(bytes), text)
  })

  it('says what to do with a workbook', () => {
    assert.throws(() => sheetText(Buffer.from('PK\u0003\u0004')), /Excel workbook.*Save it as CSV/)
  })
})
