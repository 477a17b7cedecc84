import { type LintFinding, lintSteps } from '@dwmops/core'
import { inSlices, openRuleStore } from '@dwmops/rule-store'
import type { Db } from 'mongodb'

/** What lint says of rules that another rule keeps from working, or whose work another one undoes. */
const codes: ReadonlySet<string> = new Set([
  'shadowed-lookup',
  'shadowed-pattern',
  'shadowed-includes',
  'duplicate-rule',
  'contradicting-rule',
  'undone-result',
])

/** Rules of the present set that cannot take hold, or not for long, as lint finds them. */
export async function shadowedRules(rulesDb: Db): Promise<LintFinding[]> {
  const { rules, configs } = await openRuleStore(rulesDb).exportSet()
  const findings = await inSlices(lintSteps(rules, configs))
  return findings.filter(({ code }) => codes.has(code))
}
