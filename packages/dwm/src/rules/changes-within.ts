import { BSON } from 'mongodb'

const { EJSON } = BSON
type Keyed = Readonly<Record<string, unknown>>

/** What differs between two documents, by path; the order of keys counts below the top, where it means something. */
export function changesWithin(from: Keyed, to: Keyed, path: readonly string[] = []): string[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (key) => path.length > 0 || key !== '_id',
  )
  const changes = keys.flatMap((key) => changesAt(from, to, [...path, key], key))
  const place = path.join('.')
  return path.length > 0 && isReordered(from, to) ? [`${place}: order changed`, ...changes] : changes
}

function changesAt(from: Keyed, to: Keyed, path: readonly string[], key: string): string[] {
  const [before, after] = [valueAt(from, key), valueAt(to, key)]
  if (textOf(before) === textOf(after)) return []
  if (isKeyed(before) && isKeyed(after)) return changesWithin(before, after, path)
  return [`${path.join('.')}: ${textOf(before)} -> ${textOf(after)}`]
}

function isReordered(from: Keyed, to: Keyed): boolean {
  const kept = (one: Keyed, other: Keyed) => Object.keys(one).filter((key) => Object.hasOwn(other, key))
  return kept(from, to).join('\n') !== kept(to, from).join('\n')
}

function valueAt(document: Keyed, key: string): unknown {
  return Object.hasOwn(document, key) ? document[key] : undefined
}

function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : EJSON.stringify(value as object)
}

function isKeyed(value: unknown): value is Keyed {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
