import { glob } from '../faults/glob.ts'
import type { Instance } from '../instance/instance.ts'
import type { Sync } from '../syncs/sync.ts'
import { deleteContact, writeContact } from './change-contact.ts'
import { type ChangeInput, readChange } from './read-change.ts'

/** A change that waits or was done, as `GET /sandbox/changes` shows it. */
export type ChangeState = ChangeInput & { readonly isDone: boolean; readonly missing: readonly string[] }

interface Planned {
  readonly input: ChangeInput
  readonly dueAt: number
  readonly pattern: RegExp | undefined
  left: number
  isDone: boolean
  /** ids of contacts that were not there any more */
  missing: readonly string[]
}

/** Changes of contacts that come at a given moment, each once. */
export class PlannedChanges {
  readonly #instance: Instance
  #planned: Planned[] = []

  constructor(instance: Instance) {
    this.#instance = instance
  }

  /** Throws SandboxOptionsError for a change that says no moment or nothing to do, and a Refusal (400) for unknown fields. */
  add(input: unknown): void {
    const change = readChange(input)
    const dueAt = change.inMs === undefined ? Number.POSITIVE_INFINITY : this.#now() + change.inMs
    const pattern = change.path === undefined ? undefined : glob(change.path)
    this.#planned.push({
      ...{ input: change, dueAt, pattern, left: change.skip ?? 0 },
      ...{ isDone: false, missing: [] },
    })
  }

  clear(): void {
    this.#planned = []
  }

  states(): ChangeState[] {
    return this.#planned.map(({ input, isDone, missing }) => ({ ...input, isDone, missing }))
  }

  /** Makes the changes that the clock has brought due by `now`. */
  onTime(now: number): void {
    for (const planned of this.#open()) if (planned.dueAt <= now) this.#make(planned)
  }

  onSync(moment: 'before' | 'after', { kind, definition }: Sync): void {
    for (const planned of this.#open()) {
      if (planned.input[moment] !== kind || planned.pattern?.test(definition.uri) === false) continue
      if (planned.left > 0) planned.left -= 1
      else this.#make(planned)
    }
  }

  #open(): readonly Planned[] {
    return this.#planned.filter(({ isDone }) => !isDone)
  }

  #make(planned: Planned): void {
    const { contactIds, delete: isDeletion, fields = {} } = planned.input
    const { table } = this.#instance.contacts
    planned.isDone = true
    planned.missing = contactIds.filter((id) => table.rowOf(id) === undefined)
    for (const row of contactIds.flatMap((id) => table.rowOf(id) ?? [])) {
      if (isDeletion) deleteContact(this.#instance, row)
      else writeContact(this.#instance, row, fields)
    }
  }

  #now(): number {
    return this.#instance.clock.now()
  }
}
