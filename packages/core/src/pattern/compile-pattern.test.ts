import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import goldenRules from '../../testdata/golden/rules.json' with { type: 'json' }
import units from '../../testdata/golden/units.json' with { type: 'json' }
import realRules from '../../testdata/real/rules.json' with { type: 'json' }
import { clean } from '../clean.ts'
import { comparable, compilePattern, compileTemplate, PatternError } from './index.ts'

function rewrite(pattern: string, replacement: string, value: string): string {
  const compiled = compilePattern(pattern)
  const cleaned = clean(value)
  if (!compiled.matchesAtStart(cleaned)) return value
  return compiled.substitute(cleaned, compileTemplate(replacement, compiled))
}

describe('compilePattern', () => {
  it('rewrites every value of the golden table as Python does', () => {
    for (const row of units.regex) {
      const run = () => rewrite(row.pattern, row.replace ?? '', row.value)
      if (row.out === undefined) assert.throws(run, PatternError, JSON.stringify(row))
      else assert.equal(run(), row.out, JSON.stringify(row))
    }
  })

  it('accepts every pattern of the golden and the real rules', () => {
    for (const rules of [goldenRules, realRules]) {
      for (const documents of Object.values(rules) as { pattern?: string }[][]) {
        for (const { pattern } of documents) if (pattern !== undefined) compilePattern(pattern)
      }
    }
  })

  it('tells an index what every match begins with and contains', () => {
    const facts = compilePattern('^(.*)\\bKing(?:S|SLEY)$')
    assert.equal(facts.firstCharacters, undefined)
    assert.deepEqual(facts.requiredLiterals, ['KINGS'])
    assert.ok(compilePattern('^IT\\b').firstCharacters?.has(0x130))
    assert.equal(compilePattern('ABC$').exactText, 'ABC')
    assert.equal(compilePattern('^ABC.*$').coversPrefix, 'ABC')
    assert.equal(compilePattern('^.*$').coversEverything, true)
    assert.equal(compilePattern('^(.+)$').coversNonEmpty, true)
    assert.equal(comparable('\u212aING \u0130'), 'KING I')
  })

  it('uses a bad replacement only on a match', () => {
    const compiled = compilePattern('A')
    const template = compileTemplate('\\q', compiled)
    assert.equal(template.error?.code, 'TEMPLATE_SYNTAX')
    assert.throws(() => compiled.substitute('A', template), PatternError)
  })

  it('leaves out the groups of long look-aheads, and refuses only a replacement that asks for them', () => {
    const compiled = compilePattern('A(?=(.*))')
    assert.equal(compiled.substitute('ABA', compileTemplate('x', compiled)), 'xBx')
    assert.equal(compileTemplate('\\1', compiled).error?.code, 'PATTERN_REFUSED')
  })

  it('tells what Python would not compile from what it refuses itself', () => {
    const codeOf = (pattern: string) => {
      try {
        return compilePattern(pattern).engine
      } catch (error) {
        return error instanceof PatternError ? error.code : error
      }
    }
    assert.equal(codeOf('(A'), 'PATTERN_SYNTAX')
    assert.equal(codeOf('A{1,2}{3}'), 'PATTERN_SYNTAX')
    assert.equal(codeOf('(.+)\\1'), 'PATTERN_REFUSED')
    assert.equal(codeOf('(?:A{1,1000}){1,1000}'), 'PATTERN_REFUSED')
    assert.equal(codeOf('^(\\w+) \\1$'), 'backtracking')
    assert.equal(codeOf('(A+)+$'), 'linear')
  })
})
