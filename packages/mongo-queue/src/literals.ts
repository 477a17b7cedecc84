/** Values as they are, whatever they look like: a pipeline would read `$name` as a field. */
export function literals(values: Record<string, unknown>): Record<string, { $literal: unknown }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { $literal: value }]))
}
