import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refuseOtherFormat } from './other-format.ts'
import type { RecordFormat } from './record-format.ts'

type Given = readonly [start: string, file: string, format: RecordFormat]

const refused: readonly (readonly [...Given, reason: RegExp])[] = [
  ['[{"emailAddress": "a@example.com"}]', 'a.csv', 'csv', /a\.csv, line 1: is JSON, not CSV/],
  ['\n{ "emailAddress": "a@example.com" }\n', 'a.txt', 'csv', /is JSON, not CSV/],
  ['<!DOCTYPE html>\n<html>', 'a.csv', 'csv', /is HTML or XML/],
  [' <?xml version="1.0"?>', 'a.csv', 'csv', /is HTML or XML/],
  ['[{"emailAddress": "a@example.com"},\n', 'a.json', 'jsonl', /is a list in JSON/],
  ['[\r\n  {\r\n', 'a.jsonl', 'jsonl', /is a list in JSON/],
  ['{\n  "emailAddress": "a@example.com"\n}', 'a.json', 'jsonl', /is JSON over several lines/],
  ['emailAddress,country\n', '-', 'jsonl', /standard input, line 1: is read as JSON Lines.*--from csv/],
]

const taken: readonly Given[] = [
  ['emailAddress,<b>', 'a.csv', 'csv'],
  ['{a},[b]\n', 'a.csv', 'csv'],
  ['<metal>,x', 'a.csv', 'csv'],
  ['', '-', 'jsonl'],
  ['\n\n{"a":1}\n', '-', 'jsonl'],
  ['{oops\n', '-', 'jsonl'],
  ['oops\n{"a":1}\n', 'a.jsonl', 'jsonl'],
  ['oops\n{"a":1}\n', 'a.ndjson.gz', 'jsonl'],
]

describe('refuseOtherFormat', () => {
  for (const [start, file, format, reason] of refused)
    it(`refuses ${JSON.stringify(start)} as ${format} of ${file}`, () =>
      assert.throws(() => refuseOtherFormat(start, { file, format, isNamed: false }), reason))
  for (const [start, file, format] of taken)
    it(`takes ${JSON.stringify(start)} as ${format} of ${file}`, () =>
      refuseOtherFormat(start, { file, format, isNamed: false }))

  it('believes a format that was named', () => {
    refuseOtherFormat('oops\n', { file: '-', format: 'jsonl', isNamed: true })
  })
})
