import type { RuleChangeReport, StoredRule } from '@dwmops/rule-store'
import type { Rule, RuleChanged } from '../schemas/rule.ts'
import { notFound } from '../server/problem.ts'
import { documentAnswer } from './documents.ts'

/** A rule as answers carry it. */
export function ruleAnswer({ collection, id, etag, document }: StoredRule): Rule {
  return { collection: collection as Rule['collection'], id, etag, document: documentAnswer(document) }
}

/** A rule that was made or changed. */
export function ruleChangedAnswer({ rule, version, findings }: RuleChangeReport): RuleChanged {
  if (rule === undefined) throw notFound('the rule that was changed')
  return { rule: ruleAnswer(rule), version: version ?? null, findings: [...findings] }
}

/** Who and why, as the versions keep it. */
export function publisher(who: string, note: string | undefined) {
  return { who, ...(note !== undefined && { note }) }
}

/** What the log of changes says of a change of rules. */
export function changeFacts(rule: string | undefined, version: number | undefined) {
  return { ...(rule !== undefined && { rule }), ...(version !== undefined && { version }) }
}
