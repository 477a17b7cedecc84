import { nameAndPlace } from '../wash/failure-of-thrown.ts'
import type { ReportProblem, StoredRule } from './stored-rule.ts'

/** What `compile` makes of rules, in their order, those without a result left out. A rule at which it throws is a problem of that rule alone. */
export function compileEach<Compiled>(
  rules: readonly StoredRule[],
  report: ReportProblem,
  compile: (rule: StoredRule) => Compiled | undefined,
): Compiled[] {
  return rules.flatMap((rule) => {
    try {
      return compile(rule) ?? []
    } catch (error) {
      report(rule, 'RULE_FAULT', `a fault of the engine: ${nameAndPlace(error)}`)
      return []
    }
  })
}
