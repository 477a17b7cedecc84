import { useEffect, useState } from 'preact/hooks'
import type { RuleDocument } from '../api/answers.ts'
import { unsavedWork } from '../login/unsaved-work.ts'

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

interface RuleName {
  readonly collection: string
  readonly id: string
}

const stored = 'change set'
const changed = 'console:change-set'

/** The changes that wait: the reader's own, in every tab of the browser, until they are published or thrown away. */
export function changeSet(): readonly RuleChange[] {
  try {
    const kept: unknown = JSON.parse(unsavedWork.get(stored) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return [] // what an older console kept in another form is of no use
  }
}

function keep(changes: readonly RuleChange[]): void {
  if (changes.length === 0) unsavedWork.remove(stored)
  else unsavedWork.set(stored, JSON.stringify(changes))
  dispatchEvent(new Event(changed))
}

/** Adds a change; one of the same rule takes the place of the earlier. */
export function addChange(change: RuleChange): void {
  addChanges([change])
}

/** Adds several changes, each in the place of an earlier one of its rule. */
export function addChanges(changes: readonly RuleChange[]): void {
  const nameOf = ({ collection, id }: RuleChange) => (id === undefined ? undefined : `${collection} ${id}`)
  const replaced = new Set(changes.map(nameOf))
  const others = changeSet().filter((one) => one.id === undefined || !replaced.has(nameOf(one)))
  keep([...others, ...changes])
}

/** The change of a rule among those that wait, if one does. */
export function changeOf({ collection, id }: RuleName, waiting = changeSet()): RuleChange | undefined {
  return waiting.find((one) => one.id === id && one.collection === collection)
}

/** Gives up these changes, and none that were added since they were read. */
export function dropChanges(changes: readonly RuleChange[]): void {
  const dropped = new Set(changes.map((one) => JSON.stringify(one)))
  keep(changeSet().filter((one) => !dropped.has(JSON.stringify(one))))
}

export function dropChange(at: number): void {
  keep(changeSet().filter((_, place) => place !== at))
}

/** Gives up the change of a rule, if one waits. */
export function dropChangeOf({ collection, id }: RuleName): void {
  keep(changeSet().filter((one) => one.id !== id || one.collection !== collection))
}

/** The changes that wait, kept up to date. */
export function useChangeSet(): readonly RuleChange[] {
  const [changes, setChanges] = useState(changeSet)
  useEffect(() => {
    const update = () => setChanges(changeSet())
    addEventListener(changed, update)
    // of another tab
    addEventListener('storage', update)
    return () => {
      removeEventListener(changed, update)
      removeEventListener('storage', update)
    }
  }, [])
  return changes
}
