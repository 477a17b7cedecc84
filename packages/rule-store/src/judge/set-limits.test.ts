import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { InvalidRulesError } from '../errors.ts'
import { refuseUnstorableSet } from '../publish/refuse-unstorable.ts'
import { byCollection } from '../rules/rule-collections.ts'
import { judgeSet } from './judge-set.ts'
import { overLimits, setLimits } from './set-limits.ts'

const rule = { fieldName: 'city', pattern: 'x', replace: 'y' }
const patterns = (count: number) => ({
  configs: [],
  rules: { ...byCollection(() => []), fieldSpecificRegex: Array.from({ length: count }, () => rule) },
})

describe('overLimits', () => {
  it('counts all rules and those with patterns', () => {
    const limits = { rules: 3, patterns: 2 }
    assert.deepEqual(overLimits({ genericLookup: 1, normRegex: 1, deriveRegex: 1 }, limits), [])
    const codes = overLimits({ genericLookup: 1, normRegex: 2, deriveRegex: 1 }, limits).map(
      ({ code }) => code,
    )
    assert.deepEqual(codes, ['too-many-rules', 'too-many-patterns'])
  })

  it('is what a set is refused and linted by, before anything is compiled', async () => {
    const large = patterns(setLimits.patterns + 1)
    assert.throws(() => refuseUnstorableSet(large), InvalidRulesError)
    assert.deepEqual(
      (await judgeSet(large)).map(({ code }) => code),
      ['too-many-patterns'],
    )
  })
})
