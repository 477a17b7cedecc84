import { readConfig } from '../config/read-config.ts'
import { lookupTypes, type RuleType } from '../rules/rule-documents.ts'
import type { WashChange, Washed, WashRecord } from './wash-result.ts'

/** A kind of rules that a field met, and the change that one of them made; undefined where none fitted. */
export interface TraceStep {
  readonly ruleType: RuleType
  readonly change: WashChange | undefined
}

/** How one field of a record was washed, step by step. */
export interface FieldTrace {
  readonly field: string
  /** undefined where the record does not hold it. */
  readonly before: unknown
  readonly after: unknown
  readonly steps: readonly TraceStep[]
}

/**
 * Explains the result of a wash: each field of the config in order, with every kind of rules that it met. Throws ConfigError for a config with
 * which nothing was washed.
 */
export function traceWash(config: unknown, given: WashRecord, { record, changes }: Washed): FieldTrace[] {
  return readConfig(config).fields.map(({ name: field, lookup, derive }) => {
    const met = [...lookupTypes.filter((type) => lookup.has(type)), ...derive.map(({ type }) => type)]
    const own = changes.filter((change) => change.field === field)
    return { field, before: given[field], after: record[field], steps: stepsOf(own, [...new Set(met)]) }
  })
}

/** The changes as they were made, and between them the kinds that changed nothing. */
function stepsOf(changes: readonly WashChange[], met: readonly RuleType[]): TraceStep[] {
  const steps: TraceStep[] = changes.map((change) => ({ ruleType: change.ruleType, change }))
  for (const [place, ruleType] of met.entries()) {
    if (steps.some((step) => step.ruleType === ruleType)) continue
    const at = steps.findIndex((step) => met.indexOf(step.ruleType) > place)
    steps.splice(at === -1 ? steps.length : at, 0, { ruleType, change: undefined })
  }
  return steps
}
