import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Field } from '@dwmops/eloqua-client'
import { contactFields } from '@dwmops/fleet'
import { pino } from 'pino'
import { boundLengths } from './bound-lengths.ts'

const described = {
  all: Object.entries(contactFields).map(([key, statement]): Field => {
    const facts = { name: key, uri: '', isReadOnly: false, isUnique: false, dataType: 'string' }
    return { ...facts, id: '1', internalName: `C_${key}`, statement }
  }),
  resolve: () => assert.fail('not asked for'),
}
const known = new Map([
  ['C_city', 100],
  ['C_address1', 32_000],
])

async function bound(
  values: Record<string, string>,
  cuts: boolean,
  lengths: typeof known | 'refused' = known,
) {
  let asked = 0
  const textLengths = async () => {
    asked += 1
    return lengths === 'refused' ? undefined : lengths
  }
  const lines: Record<string, unknown>[] = []
  const counts: Record<string, unknown>[] = []
  const context = {
    log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    count: (more: object) => void counts.push({ ...more }),
    countValues: (result: string, byField: object) => void counts.push({ [result]: byField }),
  }
  const one = { id: 'item', address: 'ann@example.com', readAt: new Date(0), values, read: () => undefined }
  const other = { ...one, id: 'other', values: { city: 'short' } }
  const [, write] = await boundLengths(context, [other, one], {
    described,
    fields: contactFields,
    textLengths,
    cuts,
  })
  return { values: write?.values, lines, counts, asked }
}

describe('boundLengths', () => {
  it('warns of text longer than its field, with field and length and without the value, and counts it', async () => {
    const { values, lines, counts } = await bound(
      { lastName: 'Doe', city: 'x'.repeat(101), address1: 'y'.repeat(250) },
      false,
    )
    assert.equal(values?.['city'], 'x'.repeat(101))
    assert.deepEqual(
      lines.map(({ item, field: name, length, most }) => [item, name, length, most]),
      [['item', 'city', 101, 100]],
    )
    assert.doesNotMatch(JSON.stringify(lines), /xxx/)
    assert.deepEqual(counts, [{ longValues: 1 }, { tooLong: { city: 1 } }])
  })

  it('cuts it where that is wanted, and leaves no half of a character', async () => {
    assert.equal((await bound({ city: 'x'.repeat(140) }, true)).values?.['city'], 'x'.repeat(100))
    assert.equal((await bound({ city: `${'x'.repeat(99)}😀` }, true)).values?.['city'], 'x'.repeat(99))
    assert.equal((await bound({ address1: 'y'.repeat(250) }, true)).values?.['address1'], 'y'.repeat(250))
  })

  it('neither warns of nor cuts a field whose length nobody knows', async () => {
    const unknown = [
      await bound({ fax: 'z'.repeat(400) }, true),
      await bound({ city: 'x'.repeat(400) }, true, new Map()),
    ]
    for (const { values, lines, counts } of [
      ...unknown,
      await bound({ city: 'x'.repeat(400) }, true, 'refused'),
    ]) {
      assert.equal(Object.values(values ?? {})[0]?.length, 400)
      assert.deepEqual([lines, counts], [[], []])
    }
  })

  it('asks for lengths only when a value may be too long', async () => {
    assert.equal((await bound({ city: 'x'.repeat(100) }, true)).asked, 0)
    assert.equal((await bound({ city: 'x'.repeat(101) }, true)).asked, 1)
  })
})
