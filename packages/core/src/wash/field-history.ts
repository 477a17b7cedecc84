import type { RuleType } from '../rules/rule-documents.ts'
import type { FieldChange, WashChange } from './wash-result.ts'

/** What a history says of one field: the last change by each rule type. */
export type FieldHistory = Readonly<Partial<Record<RuleType, FieldChange>>>

/** The field's history with one more change, in the original's shape. */
export function addChange(history: FieldHistory | undefined, change: WashChange): FieldHistory {
  const longer: Partial<Record<RuleType, FieldChange>> = history === undefined ? {} : { ...history }
  longer[change.ruleType] = fieldChange(change)
  return longer
}

function fieldChange({ from, to, using, pattern }: WashChange): FieldChange {
  if (using === undefined) return pattern === undefined ? { from, to } : { from, to, pattern }
  return pattern === undefined ? { from, to, using } : { from, to, using, pattern }
}
