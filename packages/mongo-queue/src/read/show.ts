import { ObjectId } from 'mongodb'
import type { ItemDocument } from '../item/item.ts'
import { keyId } from '../item/key-id.ts'
import type { Store } from '../store.ts'
import { type ClaimListing, listClaims } from './list-claims.ts'

/** All that is known of one record. Holds its key and payload: for a person's eyes, never for a log. */
export interface Shown {
  item: ItemDocument
  claim: ClaimListing | undefined
}

/** Finds a record by key, else by item id. */
export async function show(store: Store, keyOrId: string): Promise<Shown | undefined> {
  const item = (await findItem(store, keyId(keyOrId))) ?? (await findById(store, keyOrId))
  if (item === undefined) return undefined
  const claims = item.claim === null ? [] : await listClaims(store, { _id: item.claim })
  return { item, claim: claims[0] }
}

async function findById(store: Store, id: string): Promise<ItemDocument | undefined> {
  return /^[0-9a-f]{24}$/.test(id) ? findItem(store, ObjectId.createFromHexString(id)) : undefined
}

async function findItem({ items, retryTransient }: Store, _id: ObjectId): Promise<ItemDocument | undefined> {
  return (await retryTransient('show an item', () => items.findOne({ _id }))) ?? undefined
}
