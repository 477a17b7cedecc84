import type { ConfigDocument, RuleDocument } from './rule-collections.ts'

/** What differs in one collection; documents are compared by content, `_id` and key order apart. */
export interface CollectionDiff {
  readonly collection: string
  readonly added: readonly RuleDocument[]
  readonly removed: readonly RuleDocument[]
  /** The same documents, but tried in another order. */
  readonly reordered: boolean
}

export interface ConfigDiff {
  readonly configName: string
  readonly from: ConfigDocument | undefined
  readonly to: ConfigDocument | undefined
}

/** What differs between two rule sets; only what does is listed. */
export interface RuleSetDiff {
  readonly collections: readonly CollectionDiff[]
  readonly configs: readonly ConfigDiff[]
}
