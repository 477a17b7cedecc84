import { readRuleSet } from '../src/conformance/test-data.ts'
import type { RuleDocuments } from '../src/rules/rule-documents.ts'

const golden = readRuleSet('golden')

/** Every tenth rule of the golden set. */
export function tenthOfGolden(): RuleDocuments {
  return mapCollections(golden, (documents) => documents.filter((_, index) => index % 10 === 0))
}

/** The golden set and nine times as many rules behind it, each with words of its own in the place of the old ones. */
export function tenTimesGolden(): RuleDocuments {
  return mapCollections(golden, (documents, collection) => [
    ...documents,
    ...Array.from({ length: 9 }, (_, copy) =>
      documents.map((document, index) => vary(document, collection, copy * documents.length + index)),
    ).flat(),
  ])
}

/** The golden set and 100,000 more lookup rules. */
export function goldenWithManyLookups(): RuleDocuments {
  const fields = ['company', 'city', 'jobTitle', 'department']
  const lookups = Array.from({ length: 100_000 }, (_, index) => ({
    _id: index,
    fieldName: fields[index % fields.length],
    find: `SOME VALUE ${index}`,
    replace: `Some Value ${index}`,
  }))
  return { ...golden, normLookup: [...(golden['normLookup'] ?? []), ...lookups] }
}

export { golden }

/** How many documents a rule set has. */
export function countRules(rules: RuleDocuments): number {
  return Object.values(rules).reduce((sum, documents) => sum + documents.length, 0)
}

function mapCollections(
  rules: RuleDocuments,
  change: (documents: readonly unknown[], collection: string) => unknown[],
): RuleDocuments {
  return Object.fromEntries(Object.entries(rules).map(([name, documents]) => [name, change(documents, name)]))
}

function vary(document: unknown, collection: string, number: number): unknown {
  const rule = document as Record<string, unknown>
  const own = `WORD${number}`
  if (collection.endsWith('Regex')) return { ...rule, pattern: `^.*\\b${own}\\b.*$` }
  if (collection.endsWith('Lookup')) return { ...rule, find: `${rule['find']} ${own}` }
  if (collection.endsWith('Includes')) return { ...rule, includes: own }
  const lookupVals = Object.entries(rule['lookupVals'] ?? {}).map(([name, value]) => [
    name,
    `${value} ${own}`,
  ])
  return { ...rule, lookupVals: Object.fromEntries(lookupVals) }
}
