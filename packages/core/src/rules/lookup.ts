import { compileEach } from './compile-each.ts'
import { fixedHit, type Hit, type RuleList } from './hit.ts'
import { equalTexts, type ReportProblem, type StoredRule } from './stored-rule.ts'

/** Lookup rules that hold for every field. */
export function compileGenericLookup(rules: readonly StoredRule[], report: ReportProblem): RuleList {
  const table = new LookupTable()
  compileEach(rules, report, (rule) => {
    if (hasFind(rule, report)) table.add(rule)
  })
  return table
}

/** Lookup rules by the field they hold for. */
export function compileFieldLookup(
  rules: readonly StoredRule[],
  report: ReportProblem,
): Map<string, RuleList> {
  const tables = new Map<string, LookupTable>()
  compileEach(rules, report, (rule) => {
    const fields = equalTexts(rule.body['fieldName'])
    if (fields.length === 0) report(rule, 'RULE_MALFORMED', 'fieldName is missing or no text')
    else if (hasFind(rule, report)) for (const field of fields) tableOf(tables, field).add(rule)
  })
  return tables
}

function hasFind(rule: StoredRule, report: ReportProblem): boolean {
  if (equalTexts(rule.body['find']).length > 0) return true
  report(rule, 'RULE_MALFORMED', 'find is missing or no text')
  return false
}

function tableOf(tables: Map<string, LookupTable>, field: string): LookupTable {
  const known = tables.get(field)
  if (known !== undefined) return known
  const table = new LookupTable()
  tables.set(field, table)
  return table
}

class LookupTable implements RuleList {
  readonly #hits = new Map<string, Hit>()

  get size(): number {
    return this.#hits.size
  }

  add(rule: StoredRule): void {
    const { replace } = rule.body
    const hit = fixedHit(rule, replace === undefined ? '' : replace)
    for (const text of equalTexts(rule.body['find'])) {
      if (!this.#hits.has(text)) this.#hits.set(text, hit)
    }
  }

  find(cleaned: string): Hit | undefined {
    return this.#hits.get(cleaned)
  }
}
