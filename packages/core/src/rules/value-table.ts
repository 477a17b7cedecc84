import { byCodePoint } from '../code-point-order.ts'
import { equalTexts, isDocument, type ReportProblem, type StoredRule } from '../stored-rule.ts'
import { fixedHit, type Hit } from './hit.ts'

/** Rules of deriveValue by the cleaned values of their fields, in the order of the fields' names, joined by line feeds. */
export type ValueTable = ReadonlyMap<string, Hit>

/** All rules of deriveValue: by the field they give a value to, then by the set of fields they look at. */
export class ValueTables {
  readonly #byField = new Map<string, Map<string, Map<string, Hit>>>()

  constructor(rules: readonly StoredRule[], report: ReportProblem) {
    for (const rule of rules) this.#add(rule, report)
  }

  /** The rules for a field and a set of fields, named in the order of their names. */
  find(field: string, sortedNames: readonly string[]): ValueTable | undefined {
    return this.#byField.get(field)?.get(JSON.stringify(sortedNames))
  }

  #add(rule: StoredRule, report: ReportProblem): void {
    const fields = equalTexts(rule.body['fieldName'])
    const lookups = [rule.body['lookupVals']].flat().filter(isDocument)
    if (fields.length === 0) report(rule, 'RULE_MALFORMED', 'fieldName is missing or no text')
    else if (lookups.length === 0) report(rule, 'RULE_MALFORMED', 'lookupVals is missing or no object')
    else if (rule.body['value'] === undefined)
      report(rule, 'RULE_MALFORMED', 'value is missing: a match leaves the field as it is')
    for (const lookup of lookups) {
      const values = textsByName(rule, lookup, report)
      if (values !== undefined) for (const field of fields) this.#tableOf(field, values).add(rule)
    }
  }

  #tableOf(field: string, values: ReadonlyMap<string, string>) {
    const bySet = obtain(this.#byField, field, () => new Map<string, Map<string, Hit>>())
    const table = obtain(bySet, JSON.stringify([...values.keys()]), () => new Map<string, Hit>())
    const key = [...values.values()].join('\n')
    return {
      add(rule: StoredRule) {
        if (!table.has(key)) table.set(key, fixedHit(rule, rule.body['value']))
      },
    }
  }
}

/** The looked-up texts in the order of their names; undefined when no record can ever be found by them. */
function textsByName(
  rule: StoredRule,
  lookup: Record<string, unknown>,
  report: ReportProblem,
): Map<string, string> | undefined {
  const names = Object.keys(lookup)
  const sorted = names.toSorted(byCodePoint)
  if (names.some((name, position) => name !== sorted[position])) {
    report(rule, 'RULE_LOOKUPVALS_UNSORTED', `lookupVals is stored as ${names.join(', ')}; sorted on load`)
  }
  const entries = sorted.map((name) => [name, lookup[name]] as const)
  if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    return entries.some(([, text]) => text.includes('\n')) ? undefined : new Map(entries)
  }
  report(rule, 'RULE_MALFORMED', 'lookupVals holds something that is no text')
  return undefined
}

function obtain<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
