import { ProblemError } from './server/problem.ts'

/** A place in a list, for a client to hand back; what is in it is ours to change. */
export function cursorOf(place: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place that a cursor stands for, as long as `isPlace` knows it; undefined without a cursor. Throws a problem for any other text. */
export function placeOf<P>(
  cursor: string | undefined,
  isPlace: (place: unknown) => place is P,
): P | undefined {
  if (cursor === undefined) return undefined
  const place = parse(Buffer.from(cursor, 'base64url').toString())
  if (isPlace(place)) return place
  throw unknownCursor()
}

/** A place in time: when, and whose of those at the same moment. */
export type TimePlace = readonly [atMs: number, id: string]

export function isTimePlace(place: unknown): place is TimePlace {
  return Array.isArray(place) && isMoment(place[0]) && typeof place[1] === 'string' && place.length === 2
}

export function isHexPlace(place: unknown): place is readonly [id: string] {
  return Array.isArray(place) && place.length === 1 && /^[0-9a-f]{24}$/.test(String(place[0]))
}

/** The page of items that were read one beyond the limit, so that the last page is known as such. */
export function pageOf<T, A>(
  found: readonly T[],
  limit: number,
  { place, answer }: { place: (item: T) => readonly (string | number | null)[]; answer: (item: T) => A },
): { items: A[]; next: string | null } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(answer),
    next: found.length > limit && last !== undefined ? cursorOf(place(last)) : null,
  }
}

function unknownCursor(): ProblemError {
  return new ProblemError(400, 'INVALID_REQUEST', 'invalid cursor')
}

const lastMoment = 8_640_000_000_000_000

function isMoment(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= lastMoment
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isNumberPlace(place: unknown): place is readonly [number: number] {
  return Array.isArray(place) && place.length === 1 && Number.isSafeInteger(place[0])
}

/** A cursor of a library, made fit for an address. */
export function encodeText(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** Reads on from a cursor of a library, which throws RangeError for one that it never gave; that is a problem of the request. */
export async function readingOn<T>(
  cursor: string | undefined,
  read: (cursor: string | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await read(cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString())
  } catch (error) {
    if (error instanceof RangeError && cursor !== undefined) throw unknownCursor()
    throw error
  }
}
