import { compilePattern, compileTemplate, PatternError } from '@dwmops/python-re'
import { compileEach } from '../compile-each.ts'
import type { RuleList } from '../hit.ts'
import type { ReportProblem, StoredRule } from '../stored-rule.ts'
import { PatternList } from './pattern-list.ts'
import { PatternRule } from './pattern-rule.ts'

/** Pattern rules in insertion order; those that cannot be used are reported and left out. */
export function compileRegexes(rules: readonly StoredRule[], report: ReportProblem): RuleList {
  const compiled = compileEach(rules, report, (rule) => compileRule(rule, report))
  return new PatternList(compiled)
}

function compileRule(rule: StoredRule, report: ReportProblem): PatternRule | undefined {
  const { pattern, replace = '' } = rule.body
  if (typeof pattern !== 'string') {
    report(rule, 'RULE_MALFORMED', 'pattern is missing or no text')
    return undefined
  }
  if (typeof replace !== 'string' && replace !== null) {
    report(rule, 'RULE_MALFORMED', 'replace is no text')
    return undefined
  }
  if (rule.collection === 'deriveRegex' && rule.body['replace'] === undefined) {
    report(rule, 'RULE_MALFORMED', 'replace is missing')
    return undefined
  }
  try {
    const compiled = compilePattern(pattern)
    const template = compileTemplate(replace ?? '', compiled)
    if (template.error === undefined) return new PatternRule(rule, compiled, template)
    report(rule, 'RULE_TEMPLATE', template.error.message)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    report(rule, 'RULE_PATTERN', error.message)
  }
  return undefined
}
