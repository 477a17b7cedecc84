/** The rule types of a field's `lookup`, in the order in which they run. */
export const lookupTypes = [
  'genericLookup',
  'genericRegex',
  'fieldSpecificLookup',
  'fieldSpecificRegex',
  'normLookup',
  'normRegex',
  'normIncludes',
] as const

/** A rule type of a field's `lookup`. */
export type LookupType = (typeof lookupTypes)[number]

/** The collections that hold rules, in the order in which a record meets them. */
export const ruleCollections = [...lookupTypes, 'deriveValue', 'deriveRegex', 'deriveIncludes'] as const

/** A collection of rules; its name is also the rule type in histories. */
export type RuleCollection = (typeof ruleCollections)[number]

/** What can change a field: a rule of a collection, a copied field, or a custom function. */
export type RuleType = RuleCollection | 'copyValue' | 'UDF-CleanZipcodeUS' | 'UDF-CleanAnnualRevenue'

/** How often each rule type took hold. */
export type RuleTypeCounts = Record<RuleType, number>

/**
 * Rules as they are stored: documents by collection, in insertion order, which is the order of matching.
 * A collection that is absent holds no rules; names that are no rule collection are ignored.
 */
export type RuleDocuments = Readonly<Record<string, readonly unknown[]>>

/** A rule that the engine leaves out, found when the rules are compiled; the other rules work. */
export interface RuleProblem {
  readonly code: RuleProblemCode
  readonly collection: RuleCollection
  /** The document's `_id` as text, or `#N` with its position (from 0) when it has none. */
  readonly id: string
  readonly index: number
  readonly reason: string
}

export type RuleProblemCode =
  /** A needed key is missing, or not of the needed kind. */
  | 'RULE_MALFORMED'
  /** The pattern is no valid Python pattern, or nested too deep. */
  | 'RULE_PATTERN'
  /** The replacement is no valid Python template for its pattern. */
  | 'RULE_TEMPLATE'
  /** `lookupVals` was stored with unsorted keys, so that a real database never found it. It is sorted and works. */
  | 'RULE_LOOKUPVALS_UNSORTED'
  /** The engine itself failed at the rule, which is to be reported. */
  | 'RULE_FAULT'
