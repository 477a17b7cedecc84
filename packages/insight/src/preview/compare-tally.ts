import type { WashChange, Washed, Washer } from '@dwmops/core'
import { GroupedSamples } from './grouped-samples.ts'
import type { Preview, PreviewConflict, PreviewGroup, PreviewSample, RuleRef } from './preview.ts'
import type { GivenContact } from './preview-contacts.ts'

/** Changed contacts that are washed a second time, to see whether they come to rest. */
const mostSecondWashes = 10_000

type Counted<T extends { readonly contacts: number; readonly samples: readonly PreviewSample[] }> = Omit<
  T,
  'contacts' | 'samples'
>

/** Washes contacts by two sets and counts where they come out differently. */
export class CompareTally {
  readonly #present: Washer
  readonly #next: Washer
  readonly #groups: GroupedSamples<Counted<PreviewGroup>, PreviewSample>
  readonly #conflicts: GroupedSamples<Counted<PreviewConflict>, PreviewSample>
  readonly #fields = new Map<string, number>()
  #contacts = 0
  #changed = 0
  #failed = 0

  constructor(present: Washer, next: Washer, samples: number) {
    this.#present = present
    this.#next = next
    this.#groups = new GroupedSamples(samples)
    this.#conflicts = new GroupedSamples(samples)
  }

  look(contact: GivenContact): void {
    const now = this.#present.wash(contact.record, 0)
    const then = this.#next.wash(contact.record, 0)
    this.#contacts += 1
    if (!now.ok || !then.ok) {
      this.#failed += 1
      return
    }
    const different = differentFields(now, then)
    if (different.length === 0) return
    this.#changed += 1
    for (const field of different) this.#difference(field, contact, now, then)
    if (this.#changed <= mostSecondWashes) this.#washAgain(contact, now, then)
  }

  result(): Pick<Preview, 'contacts' | 'changed' | 'failed' | 'groups' | 'byField' | 'conflicts'> {
    const byField = [...this.#fields].map(([field, contacts]) => ({ field, contacts }))
    return {
      contacts: this.#contacts,
      changed: this.#changed,
      failed: this.#failed,
      groups: this.#groups.result(),
      byField: byField.toSorted((one, other) => other.contacts - one.contacts),
      conflicts: this.#conflicts.result(),
    }
  }

  #difference(field: string, contact: GivenContact, now: Washed, then: Washed): void {
    this.#fields.set(field, (this.#fields.get(field) ?? 0) + 1)
    const inForce = changesOf(then, field)
    const decider = decidingChange(field, now, then)
    if (decider === undefined) return
    const effect = inForce.length > 0 ? 'new' : 'gone'
    const rule = refOf(decider)
    const sample = () => sampleOf(field, contact, now, then)
    this.#groups.add(
      [effect, field, rule.ruleType, rule.ruleId].join('\n'),
      () => ({ effect, field, ...rule }),
      sample,
    )
    const [first] = inForce
    const last = inForce.at(-1)
    if (first === undefined || last === undefined || inForce.length < 2 || first.from !== last.to) return
    this.#conflict('undone', field, [first, last], sample)
  }

  /** What the present rules do not bring to rest either is no fault of the changed ones. */
  #washAgain(contact: GivenContact, now: Washed, then: Washed): void {
    const again = this.#next.wash(then.record, 0)
    if (!again.ok || !again.changed) return
    const before = this.#present.wash(now.record, 0)
    for (const change of again.changes) {
      const { field } = change
      if (again.record[field] === then.record[field]) continue
      if (before.ok && before.record[field] !== now.record[field]) continue
      const first = changesOf(then, field).at(-1) ?? change
      const sample = () => ({ ...sampleOf(field, contact, now, then), changed: again.record[field] })
      this.#conflict('unstable', field, [first, change], sample)
    }
  }

  #conflict(
    kind: PreviewConflict['kind'],
    field: string,
    [one, other]: readonly [WashChange, WashChange],
    sample: () => PreviewSample,
  ): void {
    const [first, second] = [refOf(one), refOf(other)]
    const name = [kind, field, first.ruleType, first.ruleId, second.ruleType, second.ruleId].join('\n')
    this.#conflicts.add(name, () => ({ kind, field, first, second }), sample)
  }
}

/** A field that neither set changed is as it was given. */
export function differentFields(now: Washed, then: Washed): string[] {
  const touched = new Set([...now.changes, ...then.changes].map(({ field }) => field))
  return [...touched].filter((field) => now.record[field] !== then.record[field])
}

/** The rule that decides is the last one that changed the field; where none does any more, the one that did. */
export function decidingChange(field: string, now: Washed, then: Washed): WashChange | undefined {
  return changesOf(then, field).at(-1) ?? changesOf(now, field).at(-1)
}

function changesOf({ changes }: Washed, field: string): WashChange[] {
  return changes.filter((change) => change.field === field)
}

/** The rule of a change. */
export function refOf({ ruleType, ruleId }: WashChange): RuleRef {
  return { ruleType, ruleId: ruleId === undefined ? undefined : String(ruleId) }
}

function sampleOf(field: string, { item, record }: GivenContact, now: Washed, then: Washed): PreviewSample {
  return { item, given: record[field], present: now.record[field], changed: then.record[field] }
}
