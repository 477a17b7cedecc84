import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { EloquaResponseError } from '../index.ts'
import { fixture } from '../testing.ts'
import { RowScanner } from './row-scanner.ts'

function scan(text: string, size: number): { rows: unknown[]; rest: unknown } {
  const bytes = Buffer.from(text)
  const scanner = new RowScanner()
  const rows: unknown[] = []
  for (let at = 0; at < bytes.length; at += size) rows.push(...scanner.push(bytes.subarray(at, at + size)))
  return { rows, rest: scanner.end() }
}

describe('RowScanner', () => {
  it('reads the recorded page however it is cut', () => {
    const text = fixture('export-data')
    const { items, ...rest } = JSON.parse(text)
    for (let size = 1; size <= text.length; size += 1) {
      assert.deepEqual(scan(text, size), { rows: items, rest: { ...rest, items: [] } })
    }
  })

  it('reads any page as JSON.parse does, whatever is in it and wherever its rows stand', () => {
    const text = fc.string({ unit: 'binary' })
    const rows = fc.array(
      fc.dictionary(text, fc.oneof(text, fc.constant(null), fc.array(text), fc.integer())),
    )
    const other = fc.dictionary(
      text.filter((key) => key !== 'items' && key !== '__proto__'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(
        other,
        rows,
        other,
        fc.nat(40),
        fc.integer({ min: 0, max: 2 }),
        (before, items, after, cut, indent) => {
          const page = JSON.stringify({ ...before, items, ...after }, null, indent)
          const expected = JSON.parse(page)
          const { rows: found, rest } = scan(page, cut + 1)
          assert.deepEqual(found, expected.items)
          assert.deepEqual(rest, { ...expected, items: [] })
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('does not mind a missing items', () => {
    assert.deepEqual(scan('{"totalResults":0,"hasMore":false}', 5), {
      rows: [],
      rest: { totalResults: 0, hasMore: false },
    })
  })

  for (const [what, text] of [
    ['a page that ends in a row', '{"items":[{"a":"1"},{"a":'],
    ['a page that ends between rows', '{"items":[{"a":"1"}'],
    ['an empty page', ''],
    ['a page that is not JSON', '<html>ann@example.com</html>'],
    ['rows that are not JSON', '{"items":[{ann@example.com}]}'],
  ] as const) {
    it(`refuses ${what}, and does not quote it`, () => {
      const refused = (error: unknown) =>
        error instanceof EloquaResponseError && !error.message.includes('ann@')
      assert.throws(() => scan(text, 7), refused)
    })
  }
})
