import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Faults } from './faults.ts'
import { readField } from './read-field.ts'

const step = (more: object = {}) => ({ type: 'deriveValue', fieldSet: ['a'], options: [], ...more })

function fieldOf(lookup: unknown, derive: unknown) {
  const faults = new Faults()
  const field = readField('city', { lookup, derive }, faults)
  return { ...field, lookup: [...field.lookup], faults: faults.list }
}

describe('readField', () => {
  it('reads lookups once each, and steps in the order of their keys as texts', () => {
    const derive = { 2: step({ fieldSet: ['two'] }), 10: step({ options: ['overwrite'] }), b: step() }
    const { lookup, derive: steps, faults } = fieldOf(['normLookup', 'normLookup'], derive)
    assert.deepEqual([lookup, faults], [['normLookup'], []])
    assert.deepEqual(
      steps.map(({ fieldSet, overwrite, blankIfNoMatch }) => [fieldSet[0], overwrite, blankIfNoMatch]),
      [
        ['a', true, false],
        ['two', false, false],
        ['a', false, false],
      ],
    )
    assert.equal(fieldOf([], { 1: step({ options: ['blankIfNoMatch'] }) }).derive[0]?.blankIfNoMatch, true)
  })

  it('takes the fields of a set once each', () => {
    const { derive } = fieldOf([], { 1: step({ fieldSet: ['a', 'b', 'a'] }) })
    assert.deepEqual(derive[0]?.fieldSet, ['a', 'b'])
  })

  const wrong: readonly [what: string, lookup: unknown, derive: unknown, fault: RegExp, steps: number][] = [
    ['an unknown lookup', ['normLokup'], {}, /city\.lookup: 'normLokup' is none of/, 0],
    [
      'an unknown kind of step',
      [],
      { 1: step({ type: 'derive' }) },
      /derive\.1\.type: 'derive' is none of/,
      0,
    ],
    ['a step without a type', [], { 1: step({ type: '' }) }, /derive\.1\.type: expected a text/, 0],
    ['a step of no field', [], { 1: step({ fieldSet: [] }) }, /derive\.1\.fieldSet: names no field/, 0],
    [
      'an unknown option',
      [],
      { 1: step({ options: ['blank'] }) },
      /derive\.1\.options: 'blank' is none of/,
      1,
    ],
    [
      'a step of too many fields',
      [],
      { 1: step({ type: 'copyValue', fieldSet: ['a', 'b'] }) },
      /copyValue takes one field, not 2/,
      1,
    ],
    [
      'a regex of too many fields',
      [],
      { 1: step({ type: 'deriveRegex', fieldSet: ['a', 'b'] }) },
      /deriveRegex takes one field/,
      1,
    ],
  ]
  for (const [what, lookup, derive, fault, steps] of wrong)
    it(`says what is wrong with ${what}, once`, () => {
      const { faults, derive: left } = fieldOf(lookup, derive)
      assert.match(faults.join('; '), fault)
      assert.deepEqual([faults.length, left.length], [1, steps])
    })

  it('takes several fields for the kinds that look at several', () => {
    for (const type of ['deriveValue', 'deriveIncludes'])
      assert.deepEqual(fieldOf([], { 1: step({ type, fieldSet: ['a', 'b'] }) }).faults, [])
  })
})
