import { durable, retryTransient } from '@dwmops/mongo'
import { keyHex, openQueueReader } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import type { Traces } from './erasure.ts'
import type { Databases } from './erasure-store.ts'

const contactPrefix = 'contact:'

/** A person as named: by address, or as contact:ID by the id of the history. */
export interface NamedPerson extends Traces {
  /** Lower case; none for contact:ID. */
  readonly addresses: readonly string[]
}

/** What identifies a named person: the item, and the ids that its payload, washes and undos go by. */
export async function findTraces({ queueDb, rulesDb }: Databases, name: string): Promise<NamedPerson> {
  const store = openRuleStore(rulesDb)
  const given = name.trim()
  const isContact = given.startsWith(contactPrefix)
  const key = isContact ? given : given.toLowerCase()
  const item = keyHex(key)
  const [shown, washes, reverts, fields] = await Promise.all([
    openQueueReader(queueDb).show(item),
    store.washes.ofItem(item),
    store.reverts.ofItems([item]),
    store.history.idFields(),
  ])
  const { payload = {}, pendingVersion } = shown?.item ?? {}
  const held = fields.flatMap((field) => [payload[field], pendingVersion?.payload[field]])
  const noted = [...washes, ...reverts].map(({ contact }) => contact)
  const own = isContact ? idForms(given.slice(contactPrefix.length)) : [given, key]
  // a blank id is shared by all that have none
  const contacts = [...new Set([...own, ...held, ...noted])].filter(
    (id) => id !== '' && id !== null && id !== undefined,
  )
  const others = await itemsOf(queueDb, contacts, [...fields, 'ContactID'])
  return {
    items: [...new Set([item, ...others.map(({ _id }) => String(_id))])],
    contacts,
    addresses: [...(isContact ? [] : [key]), ...others.map((one) => one.key)],
  }
}

/** Items under other keys, as under the address that the contact had before. */
async function itemsOf(queueDb: Db, contacts: readonly unknown[], fields: readonly string[]) {
  const paths = fields.flatMap((field) => [`payload.${field}`, `pendingVersion.payload.${field}`])
  return retryTransient('look for items of a contact', () =>
    queueDb
      .collection<{ key: string }>('items', durable)
      .find({ $or: paths.map((path) => ({ [path]: { $in: contacts } })) }, { projection: { key: 1 } })
      .toArray(),
  )
}

/** A history may keep an id as a number. */
function idForms(id: string): unknown[] {
  return /^\d{1,15}$/.test(id) ? [id, Number(id)] : [id]
}
