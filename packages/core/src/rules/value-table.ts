import { byCodePoint } from '../code-point-order.ts'
import { compileEach } from './compile-each.ts'
import { fixedHit, type Hit } from './hit.ts'
import { equalTexts, isDocument, type ReportProblem, type StoredRule } from './stored-rule.ts'

/**
 * Rules of deriveValue by the cleaned values of their fields: one branch a value, in the order of the fields' names, so
 * that no text has to be joined to look for several.
 */
export class ValueTable {
  #branches: Map<string, ValueTable> | undefined
  #hit: Hit | undefined

  /** The first rule for the values that led here. */
  get hit(): Hit | undefined {
    return this.#hit
  }

  branch(value: string): ValueTable | undefined {
    return this.#branches?.get(value)
  }

  /** Adds a rule, unless there is one for its values already. */
  add(values: readonly string[], hit: Hit): void {
    const [value, ...others] = values
    if (value === undefined) {
      this.#hit ??= hit
      return
    }
    this.#branches ??= new Map()
    obtain(this.#branches, value, () => new ValueTable()).add(others, hit)
  }
}

/** All rules of deriveValue: by the field they give a value to, then by the set of fields they look at. */
export class ValueTables {
  readonly #byField = new Map<string, Map<string, ValueTable>>()

  constructor(rules: readonly StoredRule[], report: ReportProblem) {
    compileEach(rules, report, (rule) => this.#add(rule, report))
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
      if (values !== undefined) for (const field of fields) this.#file(field, values, rule)
    }
  }

  #file(field: string, values: ReadonlyMap<string, string>, rule: StoredRule): void {
    const bySet = obtain(this.#byField, field, () => new Map<string, ValueTable>())
    const table = obtain(bySet, JSON.stringify([...values.keys()]), () => new ValueTable())
    table.add([...values.values()], fixedHit(rule, rule.body['value']))
  }
}

/** The looked-up texts in the order of their names; undefined when one is no text. */
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
  if (entries.every((entry): entry is [string, string] => typeof entry[1] === 'string'))
    return new Map(entries)
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
