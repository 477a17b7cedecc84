import {
  type Collection,
  type Document,
  MongoBulkWriteError,
  type OptionalUnlessRequiredId,
  type WriteError,
} from 'mongodb'

/** The server's code for a key that is there already. */
export const duplicateKey = 11000

/**
 * Inserts documents and returns the places of those whose `_id` is there already. Throws where anything else went wrong, so that it can be
 * repeated: the driver wraps a cut connection, and what no majority has, in the same error as refused documents.
 */
export async function insertNew<T extends Document>(
  collection: Pick<Collection<T>, 'insertMany'>,
  documents: readonly OptionalUnlessRequiredId<T>[],
): Promise<number[]> {
  if (documents.length === 0) return []
  try {
    await collection.insertMany(documents, { ordered: false })
    return []
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error
    const refused = [error.writeErrors].flat()
    const isCertain = refused.length > 0 && error.result.getWriteConcernError() === undefined
    if (!isCertain || !refused.every(isThere)) throw error
    return refused.map(({ index }) => index)
  }
}

/** A duplicate of `_id`, by the name of its index: one of another unique index is a refusal. */
function isThere({ code, errmsg = '' }: WriteError): boolean {
  return code === duplicateKey && /\b_id_\b/.test(errmsg)
}
