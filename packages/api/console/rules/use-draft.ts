import { useEffect, useState } from 'preact/hooks'
import type { RuleDocument } from '../api/answers.ts'

/** What somebody has begun to write, kept in this tab until it is published, kept for the preview, or given up. */
export interface Draft {
  readonly document: RuleDocument
  /** It was begun earlier, on another visit of the page. */
  readonly taken: boolean
  readonly write: (document: RuleDocument) => void
  /** It is published or kept elsewhere: it need not be kept here. */
  readonly forget: () => void
  readonly startOver: () => void
}

/** The draft of a rule under `name`; as it was left, or else `start`. */
export function useDraft(name: string, start: RuleDocument): Draft {
  const key = `dwmops draft ${name}`
  const [begun] = useState(() => stored(key))
  const [document, setDocument] = useState<RuleDocument>(begun ?? start)
  const [taken, setTaken] = useState(begun !== undefined)
  useEffect(() => {
    if (JSON.stringify(document) === JSON.stringify(start)) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(document))
  }, [document])
  const forget = () => {
    sessionStorage.removeItem(key)
    setTaken(false)
  }
  const startOver = () => {
    forget()
    setDocument(start)
  }
  return { document, taken, write: setDocument, forget, startOver }
}

function stored(key: string): RuleDocument | undefined {
  const text = sessionStorage.getItem(key)
  return text === null ? undefined : JSON.parse(text)
}
