import { createHash } from 'node:crypto'
import { BSON, type Document } from 'mongodb'
import { versionedCollections } from './rule-collections.ts'
import { orderKey } from './rule-order.ts'
import type { StoredRules } from './stored-rules.ts'

const { EJSON } = BSON

/** What a document says, `_id`, place and order of its own keys apart: equal texts are equal documents. */
export function contentOf(document: Document): string {
  const keys = Object.keys(document).filter((key) => key !== '_id' && key !== orderKey)
  return EJSON.stringify(keys.sort().map((key) => [key, document[key] as unknown]))
}

/** SHA-256 of all that rules and configs say, `_id`s included: rules in their order, which means nothing among configs. */
export function hashOf(stored: StoredRules): string {
  const hash = createHash('sha256')
  for (const collection of versionedCollections) {
    hash.update(`\n${collection}\n`)
    const documents = collection === 'config' ? stored.config.toSorted(byId) : stored[collection]
    for (const document of documents) {
      hash
        .update(EJSON.stringify(document['_id'] ?? null))
        .update(contentOf(document))
        .update('\n')
    }
  }
  return hash.digest('hex')
}

function byId(one: Document, other: Document): number {
  const [here, there] = [String(one['_id']), String(other['_id'])]
  return here < there ? -1 : here > there ? 1 : 0
}
