import {
  ConfigError,
  compileWasher,
  type LintFinding,
  lintSteps,
  type RuleProblem,
  ruleSays,
} from '@dwmops/core'
import type { RuleSet } from '../rules/rule-collections.ts'
import { inSlices } from './in-slices.ts'
import { countsOf, overLimits } from './set-limits.ts'

/** Everything that the engine would refuse or repair in a set, and what lint says of it; each rule's errors once. */
export async function judgeSet({ rules, configs }: RuleSet): Promise<readonly LintFinding[]> {
  const over = overLimits(countsOf(rules))
  if (over.length > 0) return over
  const findings = await inSlices(lintSteps(rules, configs))
  const known = new Set(findings.map(placeOf))
  const compiled = configs.flatMap((config, at) => compileFindings(at === 0 ? rules : {}, config))
  return [...findings, ...compiled.filter((finding) => !known.has(placeOf(finding)))]
}

/** Compiles what runs would compile; rules once are enough, whatever the number of configs. */
function compileFindings(
  rules: Partial<RuleSet['rules']>,
  config: RuleSet['configs'][number],
): LintFinding[] {
  try {
    return compileWasher({ ...rules }, config, { memoSize: 0 }).problems.map((problem) =>
      findingOf(problem, rules),
    )
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults.map((reason) => ({
      severity: 'error',
      code: error.code,
      collection: 'config',
      id: error.configName,
      reason,
      suggestion: 'repair the config',
    }))
  }
}

function findingOf(
  { code, collection, id, index, reason }: RuleProblem,
  rules: Partial<RuleSet['rules']>,
): LintFinding {
  // this one is repaired on load
  const severity = code === 'RULE_LOOKUPVALS_UNSORTED' ? 'warning' : 'error'
  const rule = ruleSays(rules[collection]?.[index] ?? {})
  return { severity, code, collection, id, reason, suggestion: 'repair or remove the rule', rule }
}

function placeOf({ severity, collection, id }: LintFinding): string {
  return `${severity} ${collection} ${id}`
}
