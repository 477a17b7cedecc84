import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CandidateIndex, type Clue } from './candidate-index.ts'

const text = fc.string({ unit: fc.constantFrom('A', 'B', 'C', ' ', 'É', '😀'), maxLength: 12 })
const clue: fc.Arbitrary<Clue> = fc.record({
  contains: fc.array(text, { maxLength: 2 }),
  beginsWith: fc.option(
    fc.constantFrom('A', 'BC', 'É').map((units) => new Set([...units].map((unit) => unit.charCodeAt(0)))),
    { nil: undefined },
  ),
})

function fits({ contains, beginsWith }: Clue, value: string): boolean {
  return contains.every((part) => value.includes(part)) && (beginsWith?.has(value.charCodeAt(0)) ?? true)
}

describe('CandidateIndex', () => {
  it('never passes over a rule that could hit, and keeps the order of the rules', () => {
    const property = fc.property(fc.array(clue), fc.array(text, { minLength: 1 }), (clues, values) => {
      const index = new CandidateIndex(clues)
      for (const value of values) {
        const candidates = [...index.candidates(value)]
        assert.deepEqual(
          candidates,
          [...new Set(candidates)].toSorted((a, b) => a - b),
        )
        for (const [position, known] of clues.entries()) {
          if (fits(known, value)) assert.ok(candidates.includes(position))
        }
      }
    })
    fc.assert(property, { numRuns: 500 })
  })

  it('names few of many rules', () => {
    const index = new CandidateIndex(
      Array.from({ length: 10_000 }, (_, n) => ({ contains: [`WORD${n}END`], beginsWith: undefined })),
    )
    const candidates = index.candidates('SOME WORD4711END IN A TEXT')
    assert.ok(candidates.includes(4711))
    assert.ok(candidates.length < 400, `${candidates.length} candidates`)
  })
})
