import { type Collection, type Document, MongoBulkWriteError, type OptionalUnlessRequiredId } from 'mongodb'

/** The server's code for a key that is there already. */
export const duplicateKey = 11000

/**
 * Inserts documents and returns the places of those whose key is there already. Throws where anything else went wrong, so that it can be
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
    if (!isCertain || refused.some(({ code }) => code !== duplicateKey)) throw error
    return refused.map(({ index }) => index)
  }
}
