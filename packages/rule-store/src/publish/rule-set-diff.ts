import { textOf } from '@dwmops/core'
import {
  type ConfigDocument,
  type RuleCollection,
  type RuleDocument,
  type RuleSet,
  ruleCollections,
} from '../rules/rule-collections.ts'
import { contentOf } from '../rules/rule-content.ts'

/** What differs in one collection; documents are compared by content, `_id` and the order of their own keys apart. */
export interface CollectionDiff {
  readonly collection: RuleCollection
  readonly added: readonly RuleDocument[]
  readonly removed: readonly RuleDocument[]
  /** The documents that both have are tried in another order. */
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

/** What differs between two sets; orders of keys and `_id`s apart. */
export function diffSets(from: RuleSet, to: RuleSet): RuleSetDiff {
  const collections = ruleCollections
    .map((collection) => diffCollection(collection, from.rules[collection], to.rules[collection]))
    .filter(({ added, removed, reordered }) => added.length + removed.length > 0 || reordered)
  return { collections, configs: diffConfigs(from.configs, to.configs) }
}

/** Whether two sets say the same. */
export function isEmpty({ collections, configs }: RuleSetDiff): boolean {
  return collections.length + configs.length === 0
}

function diffCollection(
  collection: RuleCollection,
  from: readonly RuleDocument[],
  to: readonly RuleDocument[],
): CollectionDiff {
  const kept = pairEqual(from.map(contentOf), to.map(contentOf))
  const keptFrom = new Set(kept.values())
  const places = [...kept.values()]
  return {
    collection,
    added: to.filter((_, at) => !kept.has(at)),
    removed: from.filter((_, at) => !keptFrom.has(at)),
    reordered: places.some((place, at) => at > 0 && place < (places[at - 1] ?? 0)),
  }
}

/** Pairs equal texts, each once: position in `to` -> position in `from`, in the order of `to`. */
export function pairEqual(from: readonly string[], to: readonly string[]): Map<number, number> {
  const places = new Map<string, number[]>()
  for (const [at, text] of from.entries()) {
    const known = places.get(text)
    if (known === undefined) places.set(text, [at])
    else known.push(at)
  }
  for (const list of places.values()) list.reverse()
  const pairs = new Map<number, number>()
  for (const [at, text] of to.entries()) {
    const place = places.get(text)?.pop()
    if (place !== undefined) pairs.set(at, place)
  }
  return pairs
}

function diffConfigs(from: readonly ConfigDocument[], to: readonly ConfigDocument[]): ConfigDiff[] {
  const byName = (configs: readonly ConfigDocument[]) =>
    new Map(configs.map((one) => [textOf(one['configName']), one]))
  const [before, after] = [byName(from), byName(to)]
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((configName) => ({ configName, from: before.get(configName), to: after.get(configName) }))
    .filter(
      (one) => one.from === undefined || one.to === undefined || contentOf(one.from) !== contentOf(one.to),
    )
}
