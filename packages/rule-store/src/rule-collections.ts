import { type RuleCollection, ruleCollections } from '@dwmops/core'

export { type RuleCollection, ruleCollections }

/** A document of a rule collection: `_id` as text, the rest as plain values. */
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

/** The collections that a version covers. */
export const versionedCollections = [...ruleCollections, 'config'] as const

export type VersionedCollection = (typeof versionedCollections)[number]
