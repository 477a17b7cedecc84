/** Equality as the original decides whether a value changed: by content, for lists and objects too. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const entries = Object.entries(left)
  if (entries.length !== Object.keys(right).length) return false
  const others = new Map(Object.entries(right))
  return entries.every(([key, value]) => others.has(key) && sameValue(value, others.get(key)))
}
