import type { Databases } from '../databases.ts'
import { decidingChange, differentFields, refOf } from './compare-tally.ts'
import { comparedWashers } from './compared-washers.ts'
import type { RuleRef } from './preview.ts'
import { type GivenContact, givenContacts } from './preview-contacts.ts'
import type { PreviewOptions } from './preview-rules.ts'

/** A field of one contact that comes out differently. Holds its values: for a person's eyes, never for a log. */
export interface PreviewedChange extends Partial<RuleRef> {
  /** The contact as it was before washing, as far as it is known. */
  readonly record: GivenContact['record']
  readonly field: string
  readonly given: unknown
  /** As the present rules have it. */
  readonly present: unknown
  /** As the changed rules would have it. */
  readonly changed: unknown
}

/** What a preview counts, contact by contact. */
export interface PreviewedChanges {
  /** Version of the present rules that it is compared with. */
  readonly basis: string
  readonly pages: AsyncGenerator<PreviewedChange[]>
}

/** Washes the contacts of a preview again, and reports every field that comes out differently, some contacts at a time. Throws as `previewRules`. */
export async function previewedChanges(
  databases: Databases,
  { over, limit = 100_000, ...options }: PreviewOptions,
): Promise<PreviewedChanges> {
  const { present, next, basis, reads } = await comparedWashers(databases, options)
  const washBoth = ({ record }: GivenContact): PreviewedChange[] => {
    const [now, then] = [present.wash(record, 0), next.wash(record, 0)]
    if (!now.ok || !then.ok) return []
    return differentFields(now, then).map((field) => {
      const decider = decidingChange(field, now, then)
      return {
        ...{ record, field, given: record[field] },
        ...{ present: now.record[field], changed: then.record[field] },
        ...(decider && refOf(decider)),
      }
    })
  }
  async function* pages() {
    let looked = 0
    for await (const page of givenContacts(databases, over, { idField: reads.idField })) {
      yield page.slice(0, limit - looked).flatMap(washBoth)
      looked += page.length
      if (looked >= limit) return
    }
  }
  return { basis, pages: pages() }
}
