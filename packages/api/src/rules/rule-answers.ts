import type { PublishReport, RuleChangeReport, StoredRule } from '@dwmops/rule-store'
import type { Rule, RuleChanged, RuleSetDiff } from '../schemas/rule.ts'
import { notFound } from '../server/problem.ts'
import { documentAnswer, documentOrNull } from './documents.ts'

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
export function publisher(who: string, note: string | undefined, acceptFailedExamples?: boolean) {
  return {
    who,
    ...(note !== undefined && { note }),
    ...(acceptFailedExamples !== undefined && { acceptFailedExamples }),
  }
}

/** What the log of changes says of a change of rules. */
export function changeFacts(rule: string | undefined, version: number | undefined) {
  return { ...(rule !== undefined && { rule }), ...(version !== undefined && { version }) }
}

/** How a publication went. */
export function publishedAnswer({ version, diff, findings }: PublishReport) {
  return { version: version ?? null, diff: diffAnswer(diff), findings: [...findings] }
}

/** What differs between two sets, as answers carry it. */
export function diffAnswer({ collections, configs }: PublishReport['diff']): RuleSetDiff {
  return {
    collections: collections.map(({ collection, added, removed, reordered }) => ({
      collection,
      added: added.map(documentAnswer),
      removed: removed.map(documentAnswer),
      reordered,
    })),
    configs: configs.map(({ configName, from, to }) => ({
      configName,
      from: documentOrNull(from),
      to: documentOrNull(to),
    })),
  }
}
