import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CandidateIndex, type Prefilter } from './candidate-index.ts'

const text = fc.string({ unit: fc.constantFrom('A', 'B', 'C', ' ', 'É', '😀'), maxLength: 12 })
const prefilter: fc.Arbitrary<Prefilter> = fc.record({
  contains: fc.array(text, { maxLength: 2 }),
  beginsWith: fc.option(
    fc.constantFrom('A', 'BC', 'É').map((units) => new Set([...units].map((unit) => unit.charCodeAt(0)))),
    { nil: undefined },
  ),
})

function fits({ contains, beginsWith }: Prefilter, value: string): boolean {
  return contains.every((part) => value.includes(part)) && (beginsWith?.has(value.charCodeAt(0)) ?? true)
}

describe('CandidateIndex', () => {
  it('never passes over a rule that could hit, and keeps the order of the rules', () => {
    const property = fc.property(
      fc.array(prefilter),
      fc.array(text, { minLength: 1 }),
      (prefilters, values) => {
        const index = new CandidateIndex(prefilters)
        for (const value of values) {
          const candidates = [...index.candidates(value)]
          assert.deepEqual(
            candidates,
            [...new Set(candidates)].toSorted((a, b) => a - b),
          )
          for (const [position, known] of prefilters.entries()) {
            if (fits(known, value)) assert.ok(candidates.includes(position))
          }
        }
      },
    )
    fc.assert(property, { seed: 1, numRuns: 500 })
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
