import type { RuleDocument } from '../../api/answers.ts'
import type { RuleChange } from '../../preview/change-set.ts'
import { type Ground, isOvertaken, type StoredDraft, sameDocument } from './stored-draft.ts'

/**
 * A draft over the rule as it stands now, when nothing but the examples of the rule was changed since it was begun: they have a form of
 * their own, so that no draft is about them. Otherwise the draft as it is.
 */
export function draftOverExamples(draft: StoredDraft, now: Ground | undefined): StoredDraft {
  const { ground, document } = draft
  if (ground === undefined || now === undefined || !isOvertaken(draft, now)) return draft
  if (!differInExamplesAlone(ground.document, now.document)) return draft
  const { etag } = now
  return { document: withExamplesOf(now.document, document), ground: { etag, document: now.document } }
}

/** A change that waits for its preview, likewise. */
export function changeOverExamples(change: RuleChange, now: Ground): RuleChange {
  const { etag, before, document } = change
  if (etag === now.etag || before === undefined || !differInExamplesAlone(before, now.document)) return change
  return {
    ...change,
    ...(document !== undefined && { document: withExamplesOf(now.document, document) }),
    etag: now.etag,
    before: now.document,
  }
}

function differInExamplesAlone(one: RuleDocument, other: RuleDocument): boolean {
  return sameDocument(withoutExamples(one), withoutExamples(other))
}

function withExamplesOf({ examples }: RuleDocument, document: RuleDocument): RuleDocument {
  return { ...withoutExamples(document), ...(examples !== undefined && { examples }) }
}

function withoutExamples({ examples: _, ...others }: RuleDocument): RuleDocument {
  return others
}
