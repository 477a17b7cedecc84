import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compilePattern, compileTemplate } from '@dwmops/python-re'
import { mostResultLength } from '../../wash/wash-limits.ts'
import { PatternRule } from './pattern-rule.ts'

function ruleOf(pattern: string, replace: string) {
  const compiled = compilePattern(pattern)
  const rule = { collection: 'normRegex', index: 3, id: 'r', body: {} } as const
  return new PatternRule(rule, compiled, compileTemplate(replace, compiled))
}

describe('PatternRule', () => {
  it('rewrites what it matches at the start, and nothing else', () => {
    const rule = ruleOf('A(B+)', '[\\1]')
    const { to, ruleId, ruleIndex, pattern } = rule.try('ABBC') ?? {}
    assert.deepEqual([to, ruleId, ruleIndex, pattern], ['[BB]C', 'r', 3, 'A(B+)'])
    for (const text of ['XAB', 'AC', '']) assert.equal(rule.try(text), undefined)
  })

  it('shows no pattern where it is empty', () => assert.equal(ruleOf('', 'x').try('A')?.pattern, undefined))

  it('is filed under the characters that it can begin with, unless they are too many', () => {
    assert.deepEqual(ruleOf('[12]', '').prefilter.beginsWith, new Set([0x31, 0x32]))
    assert.deepEqual(ruleOf('\u{1F600}', '').prefilter.beginsWith, new Set([0xd83d]))
    assert.equal(ruleOf('.', '').prefilter.beginsWith, undefined)
    const range = (count: number) => `[\u4e00-${String.fromCodePoint(0x4e00 + count - 1)}]`
    assert.equal(ruleOf(range(200), '').prefilter.beginsWith?.size, 200)
    assert.equal(ruleOf(range(201), '').prefilter.beginsWith, undefined)
  })

  it('fails a value for which it takes too many steps, or of which it makes too much', () => {
    assert.throws(() => ruleOf('(?:(A+)\\1)+B', '').try('A'.repeat(20_000)), { code: 'TOO_COSTLY' })
    const rule = ruleOf('A', 'x'.repeat(1000))
    assert.throws(() => rule.try('A'.repeat(mostResultLength / 1000 + 1)), { code: 'RESULT_TOO_LARGE' })
  })
})
