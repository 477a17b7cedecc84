import { BSON, type Db, type Document } from 'mongodb'
import { canariesIn } from './canaries.ts'

/**
 * The parts of documents that may hold values of contacts. No other collection may hold any, such as runs, syncs, claims, batches,
 * audit, ruleHits and erasures, and no part of any a secret.
 */
const contactsIn: Readonly<Record<string, readonly string[]>> = {
  // not in trail and lastError: reasons are shown, logged and searched
  items: ['key', 'payload', 'pendingVersion.payload'],
  apiPreviews: ['preview'],
  contactHistory: ['*'],
  reverts: ['*'],
  // an undo that is asked for one contact
  undos: ['selection.contact'],
}

/** The canaries that databases hold where they have no business. */
export async function canariesStoredIn(...dbs: readonly Db[]): Promise<string[]> {
  const found: string[] = []
  for (const db of dbs)
    for (const { collectionName: name } of await db.collections())
      for await (const document of db.collection(name).find())
        found.push(...canariesOf(name, document).map((canary) => `${name}: ${canary}`))
  return found
}

function canariesOf(name: string, document: Document): string[] {
  const rest = (contactsIn[name] ?? []).reduce(without, document)
  return [...canariesIn(text(document), ['secret', 'login']), ...canariesIn(text(rest), ['contact'])]
}

function without(document: Document, path: string): Document {
  if (path === '*') return {}
  const [first = '', ...others] = path.split('.')
  const { [first]: part, ...rest } = document
  if (part === undefined || others.length === 0) return rest
  return { ...rest, [first]: without(part as Document, others.join('.')) }
}

function text(document: Document): string {
  return BSON.EJSON.stringify(document)
}
