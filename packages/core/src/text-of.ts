/**
 * A value of a document as text, for people and for comparing. Never throws: what has no text of its own (an object whose `toString`
 * is a number, as documents may hold) is reported by its kind.
 */
export function textOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    // any value may stand in a document, and none may end the look at all the others
    return `[${typeof value}]`
  }
}
