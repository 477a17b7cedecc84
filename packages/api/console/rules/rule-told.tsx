import type { Rule, RuleRef } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { ruleKind } from './rule-kinds.ts'
import { RuleLink } from './rule-link.tsx'
import { SentenceLink } from './sentence-link.tsx'

/** Leads to a rule, told in its sentence; by its kind alone while that is read, or when the rule is gone. */
export function RuleTold({ rule }: { rule: RuleRef }) {
  const { ruleType, ruleId } = rule
  const known = ruleKind(ruleType) !== undefined && ruleId !== undefined
  const path = `/rules/${ruleType}/${encodeURIComponent(ruleId ?? '')}`
  const told = useResource(known ? path : 'no rule', async (signal) =>
    known ? request<Rule>(path, { signal }) : undefined,
  )
  if (told.data === undefined) return <RuleLink rule={rule} />
  return <SentenceLink collection={ruleType} id={told.data.id} document={told.data.document} />
}
