import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Field } from '@dwmops/eloqua-client'
import { contactFields } from '@dwmops/fleet'
import { pino } from 'pino'
import { boundLengths } from './bound-lengths.ts'

const described = {
  all: [field('city', 100), field('address1', 250), field('annualRevenue', undefined)],
  resolve: () => assert.fail('not asked for'),
}

function field(key: string, maxLength: number | undefined): Field {
  const statement = contactFields[key] ?? ''
  return {
    ...{ id: '1', name: key, internalName: key, uri: '', isReadOnly: false, isUnique: false },
    ...{ dataType: 'x', statement, maxLength },
  }
}

function bound(values: Record<string, string>, cuts: boolean) {
  const lines: Record<string, unknown>[] = []
  const counts: Record<string, unknown>[] = []
  const context = {
    log: pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    count: (more: object) => void counts.push({ ...more }),
    countValues: (result: string, byField: object) => void counts.push({ [result]: byField }),
  }
  const one = { id: 'item', address: 'ann@example.com', readAt: new Date(0), values, read: {} }
  const [write] = boundLengths(context, [one], { described, fields: contactFields, cuts })
  return { values: write?.values, lines, counts }
}

describe('boundLengths', () => {
  it('warns of text longer than its field, with field and length and without the value, and counts it', () => {
    const { values, lines, counts } = bound({ city: 'x'.repeat(101), address1: 'y'.repeat(250) }, false)
    assert.equal(values?.['city'], 'x'.repeat(101))
    assert.deepEqual(
      lines.map(({ item, field: name, length, most }) => [item, name, length, most]),
      [['item', 'city', 101, 100]],
    )
    assert.doesNotMatch(JSON.stringify(lines), /xxx/)
    assert.deepEqual(counts, [{ longValues: 1 }, { tooLong: { city: 1 } }])
  })

  it('cuts it where that is wanted, and leaves no half of a character', () => {
    assert.equal(bound({ city: 'x'.repeat(140) }, true).values?.['city'], 'x'.repeat(100))
    assert.equal(bound({ city: `${'x'.repeat(99)}😀` }, true).values?.['city'], 'x'.repeat(99))
  })

  it('minds no field that is not text, and says nothing where all fits', () => {
    const { lines, counts } = bound(
      { annualRevenue: '9'.repeat(400), city: 'Berlin', fax: 'z'.repeat(400) },
      false,
    )
    assert.deepEqual([lines, counts], [[], []])
  })
})
