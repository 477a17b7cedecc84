import type { Rule, RuleRef } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { ruleKind } from '../rule-kinds.ts'
import { RuleLink } from './rule-link.tsx'
import { SentenceLink } from './sentence-link.tsx'

/** Leads to a rule, shown as its sentence; by its kind alone while that is read, or when the rule is gone. */
export function LinkedRuleSentence({ rule }: { rule: RuleRef }) {
  const { ruleType, ruleId } = rule
  const known = ruleKind(ruleType) !== undefined && ruleId !== undefined
  const path = `/rules/${ruleType}/${encodeURIComponent(ruleId ?? '')}`
  const read = useResource(known ? path : 'no rule', async (signal) =>
    known ? request<Rule>(path, { signal }) : undefined,
  )
  if (read.data === undefined) return <RuleLink rule={rule} />
  return <SentenceLink collection={ruleType} id={read.data.id} document={read.data.document} />
}
