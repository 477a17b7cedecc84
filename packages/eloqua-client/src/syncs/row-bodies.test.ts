import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from '../eloqua.ts'
import { bodiesOf } from './row-bodies.ts'

/** The rows of each body, which must be as many and as long as it says. */
async function bodies(rows: readonly Row[], bounds: { maxRows: number; maxBytes: number }) {
  const read: Row[][] = []
  for await (const { pieces, rows: count, bytes } of bodiesOf(rows, bounds)) {
    const text = Buffer.concat(pieces)
    const parsed = JSON.parse(text.toString()) as Row[]
    assert.deepEqual([text.length, parsed.length], [bytes, count])
    assert.ok(bytes <= bounds.maxBytes && count <= bounds.maxRows)
    read.push(parsed)
  }
  return read
}

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ a: String(index) }))
/** Bytes of such a row. */
const rowBytes = 9
const large = 1_000_000

describe('bodiesOf', () => {
  it('cuts by rows, and loses none', async () => {
    const read = await bodies(rowsOf(5), { maxRows: 2, maxBytes: large })
    assert.deepEqual(
      read.map((one) => one.length),
      [2, 2, 1],
    )
    assert.deepEqual(read.flat(), rowsOf(5))
    assert.deepEqual(await bodies([], { maxRows: 2, maxBytes: large }), [])
  })

  it('cuts by bytes, brackets and commas included', async () => {
    const three = rowBytes * 3 + 4
    for (const [maxBytes, sizes] of [
      [three, [3, 2]],
      [three - 1, [2, 2, 1]],
    ] as const)
      assert.deepEqual(
        (await bodies(rowsOf(5), { maxRows: 9, maxBytes })).map((one) => one.length),
        sizes,
      )
  })

  it('refuses a row that fits into no body', async () => {
    await bodies(rowsOf(1), { maxRows: 9, maxBytes: rowBytes + 2 })
    await assert.rejects(bodies(rowsOf(1), { maxRows: 9, maxBytes: rowBytes + 1 }), {
      code: 'ELOQUA_VALIDATION',
    })
  })

  it('comes in pieces where it is long', async () => {
    const rows = Array.from({ length: 4 }, () => ({ a: 'x'.repeat(50_000) }))
    for await (const { pieces } of bodiesOf(rows, { maxRows: 9, maxBytes: large }))
      assert.ok(pieces.length > 1)
    assert.deepEqual(await bodies(rows, { maxRows: 9, maxBytes: large }), [rows])
  })
})
