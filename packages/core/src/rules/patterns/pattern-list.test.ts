import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileRegexes } from './regex.ts'

function listOf(patterns: readonly string[]) {
  const rules = patterns.map((pattern, index) => ({
    collection: 'genericRegex' as const,
    index,
    id: index,
    body: { pattern, replace: String(index) },
  }))
  return compileRegexes(rules, (_, code, reason) => assert.fail(`${code}: ${reason}`))
}

function idOf(patterns: readonly string[], value: string): unknown {
  return listOf(patterns).find(value)?.ruleId
}

describe('PatternList', () => {
  /** Too many for one scan, so that they are indexed. */
  const words = Array.from({ length: 70 }, (_, number) => `^.*\\bWORD${number}\\b.*$`)

  it('takes the first rule that hits, whether words or shapes tell it apart', () => {
    const list = listOf(['^\\d+', ...words, '^(\\w+) \\1$', '^A'])
    const found = (value: string) => list.find(value)?.ruleId
    assert.equal(found('7 WORD5'), 0)
    assert.equal(found('A WORD5'), 6)
    assert.equal(found('AB AC'), 72)
    assert.equal(found('WORDS WORDS'), 71)
    assert.equal(found('WORDS'), undefined)
  })

  it('goes on when a rule that was worth a try does not hit', () => {
    assert.equal(idOf(['^(\\w+) \\1$', '^\\w+ \\w+$'], 'AB AC'), 1)
    assert.equal(idOf(['^(\\w+) \\1$', '^\\w+ \\w+$'], 'AB AB'), 0)
  })

  it('finds the same rule in texts that a scan leaves alone', () => {
    const patterns = ['^[AB]*A[AB]{14}C?$', '^[AB]+$']
    const list = listOf(patterns)
    for (let text = 0; text < 200; text += 1) {
      const value = Array.from({ length: 300 }, (_, i) => 'AB'[((text * i * i + i * 7) % 11) & 1]).join('')
      assert.equal(list.find(value)?.ruleId, value.at(-15) === 'A' ? 0 : 1)
    }
  })
})
