import { clean } from '@dwmops/core'
import type { ConfigDocument, RuleDocuments } from '@dwmops/rule-store'

/** What rules of a field lead to. */
export interface KnownResults {
  /** Values that some rule of the field results in. */
  readonly results: ReadonlySet<string>
  /** Text that a rule knows, cleaned -> the value that it leads to. */
  readonly leadsTo: ReadonlyMap<string, string>
}

const formingCollections = ['normLookup', 'normRegex', 'normIncludes', 'fieldSpecificLookup'] as const

/** Fields with rules that bring values into one form, and what those rules lead to. */
export function knownResults(rules: RuleDocuments, config: ConfigDocument): Map<string, KnownResults> {
  const known = new Map<string, { results: Set<string>; leadsTo: Map<string, string> }>()
  const washed = new Set(Object.keys((config['fields'] ?? {}) as object))
  for (const collection of formingCollections) {
    for (const { fieldName, find, replace } of rules[collection]) {
      if (typeof fieldName !== 'string' || !washed.has(fieldName) || typeof replace !== 'string') continue
      const field = known.get(fieldName) ?? { results: new Set(), leadsTo: new Map() }
      known.set(fieldName, field)
      if (replace === '') continue
      field.results.add(replace)
      field.leadsTo.set(clean(replace), replace)
      if (typeof find === 'string') field.leadsTo.set(find, replace)
    }
  }
  return known
}
