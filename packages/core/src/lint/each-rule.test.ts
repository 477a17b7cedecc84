import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StoredRule } from '../rules/stored-rule.ts'
import { eachRule } from './each-rule.ts'
import { asError, onRule } from './finding.ts'

const rules = ['a', 'b', 'c'].map((id, index) => ({ collection: 'normLookup', index, id, body: {} }) as const)

describe('eachRule', () => {
  it('goes on after a rule at which the check throws, which is a finding without the words of the error', () => {
    const found = [
      ...eachRule(rules, function* look(rule: StoredRule) {
        if (rule.id === 'b') throw new TypeError('secret')
        yield onRule(rule, asError('bad-pattern', 'no', 'yes'))
      }),
    ].flatMap((one) => (typeof one === 'object' ? [one] : []))
    assert.deepEqual(
      found.map(({ code, id }) => [code, id]),
      [
        ['bad-pattern', 'a'],
        ['lint-fault', 'b'],
        ['bad-pattern', 'c'],
      ],
    )
    assert.match(found[1]?.reason ?? '', /TypeError at/)
    assert.ok(!JSON.stringify(found).includes('secret'))
  })
})
