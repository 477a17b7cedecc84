import { useEffect, useState } from 'preact/hooks'
import type { Rule, RuleDocument } from '../../api/answers.ts'
import { unsavedWork } from '../../login/unsaved-work.ts'
import { draftOverExamples } from './over-examples.ts'
import {
  draftKey,
  type Ground,
  isOvertaken,
  type StoredDraft,
  sameDocument,
  storedDraft,
} from './stored-draft.ts'

/** What somebody has begun to write, kept for its author until it is published, kept for the preview, or given up. */
export interface Draft {
  readonly document: RuleDocument
  /** It was begun earlier, on another visit of the page. */
  readonly taken: boolean
  /** What it was written over, when somebody else has changed the rule since. */
  readonly overtaken: Ground | undefined
  readonly write: (document: RuleDocument) => void
  /** Goes on with it over the rule as it stands now. */
  readonly rebase: () => void
  /** It is published or kept elsewhere: it need not be kept here. */
  readonly forget: () => void
  readonly startOver: () => void
}

interface Begun {
  readonly collection: string
  /** The rule as it stands; a new one has none. */
  readonly rule: Rule | undefined
  /** What the form shows when nothing was begun. */
  readonly start: RuleDocument
  /** A change of the rule that waits for its preview, with what it was written over. */
  readonly waiting: StoredDraft | undefined
}

/** The draft of a rule; as it was left, or else what waits for the preview, or else `start`. */
export function useDraft({ collection, rule, start, waiting }: Begun): Draft {
  const key = draftKey(collection, rule?.id)
  const [begun] = useState(() => storedDraft(key))
  const [draft, setDraft] = useState<StoredDraft>(() =>
    draftOverExamples(begun ?? waiting ?? draftOver(start, rule), rule),
  )
  const [taken, setTaken] = useState(begun !== undefined)
  useEffect(() => {
    if (sameDocument(draft.document, start)) unsavedWork.remove(key)
    else if (draft !== waiting) unsavedWork.set(key, JSON.stringify(draft))
  }, [draft])
  const forget = () => {
    unsavedWork.remove(key)
    setTaken(false)
  }
  const over = draft.ground
  return {
    document: draft.document,
    taken,
    overtaken: isOvertaken(draft, rule) ? over : undefined,
    write: (document) => setDraft({ ...draft, document }),
    rebase: () => setDraft(draftOver(draft.document, rule)),
    forget,
    startOver: () => {
      forget()
      setDraft(draftOver(start, rule))
    },
  }
}

function draftOver(document: RuleDocument, rule: Rule | undefined): StoredDraft {
  return rule === undefined
    ? { document }
    : { document, ground: { etag: rule.etag, document: rule.document } }
}
