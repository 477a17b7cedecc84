import type { RuleList } from './hit.ts'
import { compileIncludes } from './includes.ts'
import { compileFieldLookup, compileGenericLookup } from './lookup.ts'
import { compileRegexes } from './patterns/regex.ts'
import type { LookupType, RuleCollection, RuleDocuments, RuleProblem } from './rule-documents.ts'
import { equalTexts, type ReportProblem, readRules, ruleProblem, type StoredRule } from './stored-rule.ts'
import { ValueTables } from './value-table.ts'

/** All rules, compiled, by where they are asked. */
export interface RuleBook {
  readonly problems: readonly RuleProblem[]
  readonly values: ValueTables
  /** The rules of a lookup type for a field; undefined when there are none. Without any the original does not look at the value. */
  forField(type: LookupType, field: string): RuleList | undefined
  /** The rules that derive a field from another one; undefined when there are none. */
  forDerive(type: 'deriveRegex' | 'deriveIncludes', field: string, source: string): RuleList | undefined
}

/** Compiles all rules. */
export function compileRules(documents: RuleDocuments): RuleBook {
  const rules = readRules(documents)
  const problems: RuleProblem[] = []
  const report: ReportProblem = (rule, code, reason) => problems.push(ruleProblem(rule, code, reason))
  const scans = (type: RuleCollection, compile: typeof compileIncludes, keys = ['fieldName']) =>
    compileGroups(groupBy(rules[type], keys, report), (group) => compile(group, report))

  const genericLookup = compileGenericLookup(rules.genericLookup, report)
  const genericRegex = compileRegexes(rules.genericRegex, report)
  const byField = {
    fieldSpecificLookup: compileFieldLookup(rules.fieldSpecificLookup, report),
    fieldSpecificRegex: scans('fieldSpecificRegex', compileRegexes),
    normLookup: compileFieldLookup(rules.normLookup, report),
    normRegex: scans('normRegex', compileRegexes),
    normIncludes: scans('normIncludes', compileIncludes),
  }
  const byFieldAndSource = {
    deriveRegex: scans('deriveRegex', compileRegexes, deriveKeys),
    deriveIncludes: scans('deriveIncludes', compileIncludes, deriveKeys),
  }
  return {
    values: new ValueTables(rules.deriveValue, report),
    problems,
    forField(type, field) {
      if (type === 'genericLookup') return genericLookup
      if (type === 'genericRegex') return genericRegex
      return byField[type].get(groupKey([field]))
    },
    forDerive: (type, field, source) => byFieldAndSource[type].get(groupKey([field, source])),
  }
}

const deriveKeys = ['fieldName', 'deriveFieldName']

/** Rules by the texts they have under the keys; a list there puts the rule into several groups. */
function groupBy(rules: readonly StoredRule[], keys: readonly string[], report: ReportProblem) {
  const groups = new Map<string, StoredRule[]>()
  for (const rule of rules) {
    const missing = keys.filter((key) => equalTexts(rule.body[key]).length === 0)
    if (missing.length > 0) report(rule, 'RULE_MALFORMED', `${missing.join(', ')} missing or no text`)
    for (const path of combinations(keys.map((key) => equalTexts(rule.body[key])))) {
      const key = groupKey(path)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [rule])
      else group.push(rule)
    }
  }
  return groups
}

function combinations(choices: readonly string[][]): string[][] {
  return choices.reduce<string[][]>(
    (paths, texts) => paths.flatMap((path) => texts.map((text) => [...path, text])),
    [[]],
  )
}

function groupKey(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] as string) : JSON.stringify(texts)
}

function compileGroups(
  groups: ReadonlyMap<string, readonly StoredRule[]>,
  compile: (group: readonly StoredRule[]) => RuleList,
): Map<string, RuleList> {
  return new Map([...groups].map(([key, group]) => [key, compile(group)]))
}
