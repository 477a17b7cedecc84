import type { Place, QueueReader } from '@dwmops/mongo-queue'
import type { Revert, RevertValue, RuleStore, StoredWash } from '@dwmops/rule-store'
import type { SelectedContact } from './selected-changes.ts'
import type { PlannedContact, Skipped } from './undo-plan.ts'
import { judgeField } from './written-values.ts'

const contactsAtOnce = 500

interface Sources {
  readonly store: RuleStore
  readonly queue: QueueReader
  /** Fields that an import may write. */
  readonly fields: ReadonlySet<string>
}

/** The values to revert as our own records have it; what stays as it is is counted in `skipped`. */
export async function findValues(
  sources: Sources,
  selected: Iterable<SelectedContact>,
  skipped: Skipped,
): Promise<PlannedContact[]> {
  const planned: PlannedContact[] = []
  for (const page of pagesOf([...selected])) planned.push(...(await findInPage(sources, page, skipped)))
  return planned
}

async function findInPage(
  { store, queue, fields }: Sources,
  page: readonly SelectedContact[],
  skipped: Skipped,
): Promise<PlannedContact[]> {
  const items = page.map(({ item }) => item)
  // places come first: whatever we write from here on gives a contact another version
  const places = await queue.places(items)
  const [history, reverts] = await Promise.all([
    store.history.ofContacts(
      page.map(({ contact }) => contact),
      { limit: 0 },
    ),
    store.reverts.ofItems(items),
  ])
  const historyOf = Map.groupBy(history, ({ contact }) => contact)
  const revertsOf = Map.groupBy(reverts, ({ item }) => item)
  const placeOf = new Map(places.map((place) => [place.id, place]))
  return page.flatMap((contact) => {
    const place = placeOf.get(contact.item)
    if (isNameless(contact.contact)) {
      skipped.unclear += contact.fields.size
      return []
    }
    if (isAtRest(place)) {
      const records = {
        history: historyOf.get(contact.contact) ?? [],
        reverts: revertsOf.get(contact.item) ?? [],
      }
      return judgeContact(contact, records, fields, skipped).map((one) => ({
        ...one,
        version: place?.version,
      }))
    }
    skipped[place?.state === 'dead' ? 'dead letter' : 'under way'] += contact.fields.size
    return []
  })
}

function judgeContact(
  contact: SelectedContact,
  stored: { readonly history: readonly StoredWash[]; readonly reverts: readonly Revert[] },
  fields: ReadonlySet<string>,
  skipped: Skipped,
): Omit<PlannedContact, 'version'>[] {
  const records = {
    ...stored,
    isWashSelected: (id: string, field: string) => contact.washes.get(id)?.has(field) === true,
    isRevertSelected: ({ undo }: Revert) => contact.undos.has(undo),
  }
  const values: RevertValue[] = []
  for (const field of contact.fields) {
    const verdict = fields.has(field) ? judgeField(field, records) : 'no contact field'
    if (typeof verdict === 'object') values.push({ field, from: verdict.held, to: verdict.former })
    else if (verdict !== 'as it was') skipped[verdict] += 1
  }
  const after = stored.history[0]?.id
  if (values.length === 0 || after === undefined) return []
  return [{ item: contact.item, contact: contact.contact, after, values }]
}

/** A blank id is shared by all that have none, and so would be their history. */
function isNameless(contact: unknown): boolean {
  return contact === '' || contact === null || contact === undefined
}

/** Neither on its way through the queues nor waiting for a person. */
function isAtRest(place: Place | undefined): boolean {
  return place === undefined || place.state === 'done'
}

function* pagesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += contactsAtOnce) yield all.slice(from, from + contactsAtOnce)
}
