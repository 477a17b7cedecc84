import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { comparable, compilePattern, compileTemplate, PatternError, StepsExhausted } from './index.ts'

describe('compilePattern', () => {
  it('gives an index what every match begins with and contains', () => {
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

  it('fills the groups of long look-aheads', () => {
    const compiled = compilePattern('A(?=(.*))')
    assert.equal(compiled.substitute('ABA', compileTemplate('<\\1>', compiled)), '<BA>B<>')
  })

  for (const [pattern, value, result] of [
    ['(.*) - \\1', 'ACME - ACME', '<ACME>'],
    ['([A-Z]+(?: [A-Z]+)*) \\(\\1\\)', 'NEW YORK (NEW YORK) CITY', '<NEW YORK> CITY'],
    ['((\\w+) \\2)', 'ABC ABC D', '<ABC ABC> D'],
    ['(.+)\\1', 'ABAB CC', '<AB> <C>'],
    ['(?=(\\w+) )\\1 \\1', 'AB AB', '<AB>'],
    ['(?<=(\\w))-\\1|(A)', 'A-A', '<><A>'],
    ['(?:(A)|B)+(?(1)C|D)', 'BAC', '<A>'],
  ] as const) {
    it(`takes ${pattern} as it is`, () => {
      const compiled = compilePattern(pattern)
      assert.equal(compiled.substitute(value, compileTemplate('<\\1>', compiled)), result)
    })
  }

  it('knows hundreds of words, without asking for each of them at every place', () => {
    const words = Array.from({ length: 900 }, (_, i) => `W${(i * 7919) % 1000}${'ABC'.repeat(i % 5)}`)
    const compiled = compilePattern(`\\b(?:${words.join('|')})\\b`)
    const value = words.join(' ').repeat(2).slice(0, 10_000)
    assert.equal(compiled.substitute(`${value} X`, compileTemplate('', compiled)).endsWith(' X'), true)
  })

  it('gives up on a value rather than stall or guess', () => {
    const compiled = compilePattern('(.+)\\1')
    const value = `AA${Array.from({ length: 9_998 }, (_, i) => String.fromCharCode(0x4e00 + (i % 7_000) * 2)).join('')}`
    assert.equal(compiled.matchesAtStart(value), true)
    assert.throws(() => compiled.substitute(value, compileTemplate('', compiled)), StepsExhausted)
  })

  it('distinguishes what Python would not compile from what it refuses itself', () => {
    const codeOf = (pattern: string) => {
      try {
        compilePattern(pattern)
        return undefined
      } catch (error) {
        return error instanceof PatternError ? error.code : error
      }
    }
    const nested = (depth: number) => `${'('.repeat(depth)}A${')'.repeat(depth)}`
    assert.equal(codeOf('(A'), 'PATTERN_SYNTAX')
    assert.equal(codeOf('A{1,2}{3}'), 'PATTERN_SYNTAX')
    assert.equal(codeOf('A\\N{EN DASH}B'), 'PATTERN_REFUSED')
    assert.equal(codeOf('[\\N{EN DASH}]'), 'PATTERN_REFUSED')
    assert.equal(codeOf(nested(490)), undefined)
    assert.equal(codeOf(nested(20_000)), 'PATTERN_REFUSED')
  })
})
