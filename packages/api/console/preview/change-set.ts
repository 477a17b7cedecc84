import { useEffect, useState } from 'preact/hooks'
import type { RuleDocument } from '../api/answers.ts'

/** A change of one rule that is kept to be previewed and published together with others. */
export interface RuleChange {
  readonly do: 'create' | 'change' | 'delete'
  readonly collection: string
  /** The rule's id; a new rule has none. */
  readonly id?: string
  readonly etag?: string
  readonly document?: RuleDocument
  /** What the rule was, to be shown beside what it will be. */
  readonly before?: RuleDocument
}

const stored = 'dwmops change set'
const changed = 'console:change-set'

/** The changes that wait; they live in this tab of the browser until they are published or thrown away. */
export function changeSet(): readonly RuleChange[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(stored) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return [] // what an older console kept in another form is of no use
  }
}

function keep(changes: readonly RuleChange[]): void {
  sessionStorage.setItem(stored, JSON.stringify(changes))
  dispatchEvent(new Event(changed))
}

/** Adds a change; one of the same rule takes the place of the earlier. */
export function addChange(change: RuleChange): void {
  const others = changeSet().filter(
    (one) => change.id === undefined || one.id !== change.id || one.collection !== change.collection,
  )
  keep([...others, change])
}

export function dropChange(at: number): void {
  keep(changeSet().filter((_, place) => place !== at))
}

export function dropAllChanges(): void {
  keep([])
}

/** The changes that wait, kept up to date. */
export function useChangeSet(): readonly RuleChange[] {
  const [changes, setChanges] = useState(changeSet)
  useEffect(() => {
    const update = () => setChanges(changeSet())
    addEventListener(changed, update)
    return () => removeEventListener(changed, update)
  }, [])
  return changes
}
