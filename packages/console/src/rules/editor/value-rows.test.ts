import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ruleKind } from '../rule-kinds.ts'
import { documentFault, documentToSend, rowsFault, rowsOf } from './value-rows.ts'

describe('rowsOf', () => {
  it('keeps two rows whose names meet for a moment apart', () => {
    const typed = [
      ['industry', 'AGRICULTURE'],
      ['industry', ''],
    ] as const
    assert.deepEqual(rowsOf(typed), typed)
    assert.deepEqual(rowsOf({ industry: 'AGRICULTURE' }), [['industry', 'AGRICULTURE']])
    assert.deepEqual(rowsOf(''), [])
  })
})

describe('rowsFault', () => {
  it('names a field that is there twice, and a value without a field', () => {
    assert.match(
      rowsFault([
        ['a', '1'],
        ['a', '2'],
      ]) ?? '',
      /a is there twice/,
    )
    assert.match(rowsFault([['', '2']]) ?? '', /needs the name/)
    assert.equal(
      rowsFault([
        ['a', '1'],
        ['', ''],
      ]),
      undefined,
    )
  })
})

describe('documentToSend', () => {
  it('makes an object of rows, without the empty ones', () => {
    const kind = ruleKind('deriveValue')
    assert.ok(kind)
    const document = {
      fieldName: 'vertical',
      lookupVals: [
        ['industry', 'X'],
        ['', ''],
      ],
      value: 'Y',
    }
    assert.deepEqual(documentToSend(kind, document), { ...document, lookupVals: { industry: 'X' } })
    assert.equal(documentFault(kind, document), undefined)
  })
})
