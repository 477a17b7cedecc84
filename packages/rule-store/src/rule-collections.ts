/** The collections of rules, as the rules database names them. */
export const ruleCollections = [
  'genericLookup',
  'genericRegex',
  'fieldSpecificLookup',
  'fieldSpecificRegex',
  'normLookup',
  'normRegex',
  'normIncludes',
  'deriveValue',
  'deriveRegex',
  'deriveIncludes',
] as const

export type RuleCollection = (typeof ruleCollections)[number]

/** A document of a rule collection: `_id` as a string, the rest as plain values. */
export type RuleDocument = Readonly<Record<string, unknown>>

/** Rules by collection, in the order in which they are tried. */
export type RuleDocuments = Readonly<Record<RuleCollection, readonly RuleDocument[]>>

/** A config document; the order of its `fields` is kept. */
export type ConfigDocument = Readonly<Record<string, unknown>>

/** Everything that a version of the rules holds. */
export interface RuleSet {
  readonly rules: RuleDocuments
  readonly configs: readonly ConfigDocument[]
}
