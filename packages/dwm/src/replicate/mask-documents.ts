import { keyId } from '@dwmops/mongo-queue'
import { historyId, ruleCollections } from '@dwmops/rule-store'
import { type Document, ObjectId } from 'mongodb'
import { maskAddresses } from './mask-addresses.ts'
import { fieldMaskers } from './mask-fields.ts'
import type { Masks } from './masks.ts'

/** Rules are no contacts, and a pattern may look like an address. */
const unmasked: readonly string[] = [...ruleCollections, 'config']

/**
 * Masks documents on their way from collection to collection, items before their washes and undos. Ids of items, washes, undos
 * and history are made of addresses, and change with them.
 */
export function documentMasker(masks: Masks): (document: Document, collection: string) => Document {
  const keptItems = new Set<string>()
  const itemOf = (id: string) => (keptItems.has(id) ? id : masks.item(id))
  const ownOf: Readonly<Record<string, (masked: Document, document: Document) => Document>> = {
    items(masked, { _id, key }) {
      const item = withoutHashes(masked, masks)
      if (masked['key'] === key) {
        // a key that is no address, such as contact:7, stays, and so does the id
        keptItems.add(String(_id))
        return item
      }
      const maskedKey = masks.addressOfItem(String(_id))
      return { ...item, _id: keyId(maskedKey), key: maskedKey }
    },
    broughtOver: (masked, { _id }) => ({
      ...masked,
      _id: ObjectId.createFromHexString(itemOf(String(_id))),
    }),
    // the item may be long gone; its key was an address
    flaggedIndicators: (masked, { _id }) => ({
      ...masked,
      _id: ObjectId.createFromHexString(masks.item(String(_id))),
    }),
    washes(masked, { _id: key }) {
      const { item, rest } = partsOf(key)
      return {
        ...masked,
        _id: `${itemOf(item)}${rest}`,
        historyId: masks.digest(historyId(key).toHexString()),
      }
    },
    reverts(masked, { _id, after }) {
      const { item, rest } = partsOf(_id)
      return { ...masked, _id: `${itemOf(item)}${rest}`, item: itemOf(item), after: idText(after, masks) }
    },
    contactHistory(masked, { _id }) {
      return _id instanceof ObjectId ? { ...masked, _id: new ObjectId(idText(String(_id), masks)) } : masked
    },
  }
  return (document, collection) => {
    if (unmasked.includes(collection)) return withoutExamples(document)
    const values = fieldMaskers[collection]?.(document, masks) ?? document
    const masked = maskAddresses(values, (found) =>
      isMasked.test(found) ? found : masks.address(found),
    ) as Document
    return ownOf[collection]?.(masked, document) ?? masked
  }
}

/** Masked with the field that it stood in. */
const isMasked = /^masked-[0-9a-f]{20}@example\.com$/

/** Examples of a rule are what contacts hold. */
function withoutExamples({ examples: _, ...rule }: Document): Document {
  return rule
}

/** `source` is a hash of all that the contact holds; its payload may bear the id of its history. */
function withoutHashes(item: Document, masks: Masks): Document {
  const { source, payload, pendingVersion } = item
  return {
    ...item,
    ...(source !== undefined && { source: masks.digest(String(source)) }),
    ...(payload && {
      payload: Object.fromEntries(
        Object.entries(payload).map(([field, value]) => [field, idText(value, masks)]),
      ),
    }),
    ...(pendingVersion && { pendingVersion: withoutHashes(pendingVersion, masks) }),
  }
}

/** An item's id, and what follows it. */
function partsOf(key: string): { item: string; rest: string } {
  return { item: key.slice(0, 24), rest: key.slice(24) }
}

/** Masks what is the id of a history document, and nothing else. */
function idText<T>(value: T, masks: Masks): T | string {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) ? masks.digest(value) : value
}
