import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { jsonFault } from './json-fault.ts'

describe('jsonFault', () => {
  const rows: [text: string, line: number, reason: RegExp][] = [
    ['', 1, /expected a value, the text ends/],
    ['{"a": 1,\n}', 2, /expected a key in double quotes, found "}"/],
    ['{\n"a" 1}', 2, /expected ':', found "1"/],
    ['[1,\n\n2 3]', 3, /expected ',' or ']', found "3"/],
    ['[1,]', 1, /expected a value, found "]"/],
    ['{"a":1]', 1, /expected ',' or '}', found "]"/],
    ["{'a':1}", 1, /expected a key in double quotes or '}', found "'"/],
    ['{"a":01}', 1, /expected ',' or '}', found "1"/],
    ['{}\n{}', 2, /expected the end, found "{"/],
    ['["a\nb"]', 1, /expected a value or ']', found "\\""/],
  ]
  for (const [text, line, reason] of rows) {
    it(`shows where ${JSON.stringify(text)} stops being JSON`, () => {
      const fault = jsonFault(text)
      assert.equal(fault?.line, line)
      assert.match(fault?.reason ?? '', reason)
    })
  }

  it('finds a fault exactly where JSON.parse does', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', ' ', '1', 'x', '\\'))
      .map(
        ([json, at, insert]) =>
          json.slice(0, at % (json.length + 1)) + insert + json.slice((at % (json.length + 1)) + 1),
      )
    const property = fc.property(broken, (text) => {
      let parses = true
      try {
        JSON.parse(text)
      } catch {
        parses = false // that is the question
      }
      assert.equal(jsonFault(text) === undefined, parses)
    })
    fc.assert(property, { seed: 1, numRuns: 2000 })
  })
})
