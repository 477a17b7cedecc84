import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfigs, readRuleSet } from '../../conformance/test-data.ts'
import { lintRules } from '../lint-rules.ts'

/** Patterns that a value of some thousand characters can exhaust. */
const hostile = [
  '(.*,){20}X', '(.+)\\1', '(.*).*\\1', '(?:(\\w+)\\1)+', '(?=.*A.*A.*A)', '(\\w+)\\d+\\1X', '((\\w+ ?)+) - \\1', '(.*)(.*)(.*)\\3\\2\\1X',
  '(A*?)*\\1X', '(?:A|AB|B)*?(A+)\\1X', '^(.+)(?: \\1)+$', '(.*?)(.*?)\\1X', '([A-Z]+)(\\d+)?\\1\\2', '^((AB)*)*$',
] // biome-ignore format: a list to read across

/** Patterns as people write them; those that undo other engines among them. */
const harmless = [
  '^A*$', '.*', '^.+$', '.*X', '.+@', '\\w+@\\w+', '^(\\w+) \\1$', '^(.+?)\\s*/\\s*\\1$', '[^,]+,', '\\s+', '\\bINC\\.?$', '\\(.*\\)', '\\(.*?\\)',
  '^(\\d+)\\s*(?:EXT\\.?|X)\\s*(\\d+)$', '^\\W*([A-Z]{2})\\W*$', '(\\w+),\\s*(\\w+)', '^(?:[A-Z]+ ?)+$', '^([A-Z]+\\s?)*$', '(A+)+$', '(A|A)*B',
  '[A-Z0-9._%+-]+@[A-Z0-9.-]+\\.[A-Z]{2,}', '^([A-Z0-9._-]+)+@([A-Z0-9-]+\\.)+[A-Z]{2,}$', '(.)\\1+', '(.)\\1{3,}', '"[^"]*"', '<[^>]+>',
  '^\\s*\\d+\\s*$', '(?i)^(mr|mrs)\\.? +(.*)$', '.*\\b(VICE|PRES)\\b.*', '^(A?){30}A{30}$', '^.*\\bVICE\\b.*\\bPRES.*$', '^(.*)\\bMGR\\b(.*)$',
  '^(.*?)\\s*(?:,?\\s*(?:INC|LLC|LTD|GMBH)\\.?)+$', '(?:(\\w)\\1)+', '^(?:\\+?\\d[\\s.-]?)+$', '\\w*\\d*\\w*\\d*!', '(X+X+)+Y', 'A.*B.*C', '(\\w+)\\s+\\1', '(.*) - \\1',
] // biome-ignore format: a list to read across

function isCostly(pattern: string): boolean {
  const rules = { genericRegex: [{ pattern, replace: '' }] }
  return lintRules(rules, []).some(({ code }) => code === 'costly-pattern')
}

describe('costlyPatterns', () => {
  for (const pattern of hostile) {
    it(`names ${pattern}`, () => assert.equal(isCostly(pattern), true))
  }

  for (const pattern of harmless) {
    it(`is silent on ${pattern}`, () => assert.equal(isCostly(pattern), false))
  }

  for (const set of ['golden', 'real'] as const) {
    it(`is silent on the ${set} rules`, () => {
      const findings = lintRules(readRuleSet(set), [...readConfigs(set).values()])
      assert.deepEqual(
        findings.filter(({ code }) => code === 'costly-pattern'),
        [],
      )
    })
  }
})
