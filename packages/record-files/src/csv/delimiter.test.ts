import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFirstLine } from './delimiter.ts'

describe('readFirstLine', () => {
  const rows: [text: string, delimiter: string][] = [
    ['emailAddress,city\n1;2,3\n', ','],
    ['emailAddress;city;note\na;b;c\n', ';'],
    ['emailAddress\tcity\n', '\t'],
    ['emailAddress|city\n', '|'],
    ['"Last, First";emailAddress\n', ';'],
    ['\r\n\r\nemailAddress;city\r\n', ';'],
    ['emailAddress\na,b\n', ','],
    ['', ','],
  ]
  for (const [text, delimiter] of rows) {
    it(`reads ${JSON.stringify(delimiter)} off ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readFirstLine(text), { delimiter, skip: 0 })
    })
  }

  it('obeys a first line of Excel that names the delimiter, and skips it', () => {
    assert.deepEqual(readFirstLine('sep=^\r\na^b\r\n'), { delimiter: '^', skip: 7 })
  })
})
