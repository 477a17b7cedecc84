import { type LintFinding, lintRules } from '@dwmops/core'
import { openRuleStore } from '@dwmops/rule-store'
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
  return lintRules(rules, configs).filter(({ code }) => codes.has(code))
}
