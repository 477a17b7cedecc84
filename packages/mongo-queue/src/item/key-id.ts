import { hash } from 'node:crypto'
import { ObjectId } from 'mongodb'

/**
 * The item id that belongs to a key: the first 12 bytes of the key's SHA-256. The key is taken as it is: trimming and
 * lower-casing are the caller's. Safe in logs, where keys themselves (addresses) must not be.
 */
export function keyId(key: string): ObjectId {
  return ObjectId.createFromHexString(keyHex(key))
}

/** {@link keyId} as 24 hexadecimal digits: the form that items, outcomes, results and logs carry. */
export function keyHex(key: string): string {
  return hash('sha256', key, 'hex').slice(0, 24)
}
