/** How often each field is named. */
export function countFields(named: Iterable<readonly string[]>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const fields of named) for (const field of fields) counts[field] = (counts[field] ?? 0) + 1
  return counts
}

/** Of all fields together. */
export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, values) => sum + values, 0)
}
