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

/** Makes a value for each collection of rules. */
export function byCollection<T>(make: (collection: RuleCollection) => T): Record<RuleCollection, T> {
  return made(ruleCollections, make)
}

/** Makes a value for each collection that a version covers. */
export function byVersionedCollection<T>(
  make: (collection: VersionedCollection) => T,
): Record<VersionedCollection, T> {
  return made(versionedCollections, make)
}

function made<C extends string, T>(collections: readonly C[], make: (collection: C) => T): Record<C, T> {
  return Object.fromEntries(collections.map((one) => [one, make(one)])) as Record<C, T>
}
