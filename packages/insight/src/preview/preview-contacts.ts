import { generationName, openQueueReader } from '@dwmops/mongo-queue'
import { netChange, openRuleStore, type StoredWash } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { notedKeys } from '../noted-keys.ts'

/** A contact as it was before washing, as far as it is known. */
export interface GivenContact {
  readonly item: string | undefined
  readonly record: Readonly<Record<string, unknown>>
}

/** Which contacts a preview looks at: all that are in the queues, or those washed in the last days. */
export type PreviewSource = { readonly queued: true } | { readonly days: number }

const dayMs = 86_400_000

/** What is looked at of a contact. */
export interface Reads {
  readonly idField: string
  /** All fields unless given; those of a contact that has left the queues come out of its history, with others. */
  readonly fields?: readonly string[]
}

/** Contacts of a source, a page at a time. */
export function givenContacts(
  databases: Databases,
  source: PreviewSource,
  { idField, fields }: Reads,
): AsyncGenerator<GivenContact[]> {
  return 'days' in source
    ? washedContacts(databases, source.days, idField)
    : queuedContacts(databases, fields)
}

/** Those behind the washing queue have been washed by the present rules already. */
async function* queuedContacts(
  { queueDb }: Databases,
  fields?: readonly string[],
): AsyncGenerator<GivenContact[]> {
  const queue = openQueueReader(queueDb)
  for await (const page of queue.walk({ fields }))
    yield page.map(({ id, payload }) => ({ item: id, record: payload }))
}

/**
 * The newest wash of each contact. What was given stands in the history as far as it was changed; where the queue still has the
 * contact as it came out of that very wash, the other fields are known too.
 */
async function* washedContacts(
  { queueDb, rulesDb }: Databases,
  days: number,
  idField: string,
): AsyncGenerator<GivenContact[]> {
  const store = openRuleStore(rulesDb)
  const queue = openQueueReader(queueDb)
  for await (const page of store.history.walkNewest(new Date(Date.now() - days * dayMs))) {
    const keyOf = await notedKeys(store, page)
    const items = await queue.items([...keyOf.values()].map(itemOf))
    const payloads = new Map(items.map((item) => [generationName(item), item.payload]))
    yield page.map((wash) => {
      const key = keyOf.get(wash.id)
      const washed = key === undefined ? undefined : payloads.get(key)
      return { item: key && itemOf(key), record: givenTo(wash, washed ?? { [idField]: wash.contact }) }
    })
  }
}

/** The key of a wash begins with the item. */
function itemOf(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

function givenTo({ fields }: StoredWash, washed: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given: Record<string, unknown> = { ...washed }
  for (const [field, byType] of Object.entries(fields)) {
    const change = netChange(byType)
    if (change !== undefined) given[field] = change.from
  }
  return given
}
