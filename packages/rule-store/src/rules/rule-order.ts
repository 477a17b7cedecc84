import { type Document, ObjectId } from 'mongodb'

/** Key that keeps the place of a rule among those of its collection. */
export const orderKey = '_order'

/** The place that a document has, if it has one: any finite number. */
export function placeOf(document: Document): number | undefined {
  const place: unknown = document[orderKey]
  return typeof place === 'number' && Number.isFinite(place) ? place : undefined
}

/** Whether a document's `_id` says when it was inserted: an ObjectId begins with the time and ends with a counter. */
export function hasInsertionTime(document: Document): boolean {
  return document['_id'] instanceof ObjectId
}

/**
 * Documents, given by `_id`, in the order in which they are tried: by place, those without one after them by `_id`. Where nothing
 * was ever published, places only repeat the order of insertion as far as it was known when they were written; then a
 * document without one comes where its `_id` says, so that a restore that is read halfway ends in the same order.
 */
export function inOrder(byId: readonly Document[], everPublished: boolean): readonly Document[] {
  if (!everPublished && isInsertionOrder(byId)) return byId
  return byPlace(byId)
}

/** Sorts documents by their place; those without one come last, as they stand. */
export function byPlace(documents: readonly Document[]): readonly Document[] {
  const orLast = (document: Document) => placeOf(document) ?? Number.POSITIVE_INFINITY
  return documents.toSorted((one, other) => {
    const [here, there] = [orLast(one), orLast(other)]
    return here === there ? 0 : here - there
  })
}

function isInsertionOrder(byId: readonly Document[]): boolean {
  const places = byId.map(placeOf)
  const unplaced = byId.filter((_, at) => places[at] === undefined)
  const known = places.filter((place) => place !== undefined)
  return (
    unplaced.every(hasInsertionTime) && known.every((place, at) => at === 0 || place > (known[at - 1] ?? 0))
  )
}
