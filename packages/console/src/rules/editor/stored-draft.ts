import type { RuleDocument } from '../../api/answers.ts'
import { type UnsavedWork, unsavedWork } from '../../login/unsaved-work.ts'

/** A rule as it stood when somebody began to change it. */
export interface Ground {
  readonly etag: string
  readonly document: RuleDocument
}

/** What somebody wrote, and what it was written over; a new rule has no ground. */
export interface StoredDraft {
  readonly document: RuleDocument
  readonly ground?: Ground
}

/** Where the draft of a rule is kept: by the rule, whatever version it is at. */
export function draftKey(collection: string, id: string | undefined): string {
  return `draft ${collection} ${id ?? 'new'}`
}

/** The draft under a key; undefined when there is none that can be read. */
export function storedDraft(
  key: string,
  work: Pick<UnsavedWork, 'get'> = unsavedWork,
): StoredDraft | undefined {
  try {
    const kept: StoredDraft | null = JSON.parse(work.get(key) ?? 'null')
    return typeof kept?.document === 'object' && kept.document !== null ? kept : undefined
  } catch {
    return undefined // what an older console kept in another form is of no use
  }
}

/** Whether the rule was changed by somebody else since the draft was begun. */
export function isOvertaken({ ground }: StoredDraft, now: Ground | undefined): boolean {
  return ground !== undefined && now !== undefined && ground.etag !== now.etag
}

/** Whether two rules say the same, in whatever order. */
export function sameDocument(one: RuleDocument, other: RuleDocument): boolean {
  return text(one) === text(other)
}

function text(document: RuleDocument): string {
  return JSON.stringify(Object.entries(document).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
