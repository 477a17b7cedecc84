import type { RuleRef } from '../../api/answers.ts'
import { address } from '../../shell/router.ts'
import { ruleKind } from '../rule-kinds.ts'

const others: Readonly<Record<string, string>> = { copyValue: 'Copied from another field' }

/** Leads to the rule that did something; what no rule did is reported in words. */
export function RuleLink({ rule: { ruleType, ruleId } }: { rule: RuleRef }) {
  const kind = ruleKind(ruleType)
  const name = kind === undefined ? (others[ruleType] ?? ruleType) : `${kind.name} ${kind.about}`
  if (kind === undefined || ruleId === undefined) return <span class="quiet">{name}</span>
  return <a href={address(`/rules/${ruleType}/${encodeURIComponent(ruleId)}`)}>{name}</a>
}
