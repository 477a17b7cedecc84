import type { RuleCollection } from '@dwmops/core'

/** The packs, in the order in which they are best added. */
export const packNames = [
  'junk-values',
  'countries',
  'country-codes',
  'states',
  'salutations',
  'phones',
  'job-titles',
  'company-sizes',
  'revenue-ranges',
  'free-mail',
  'company-keys',
  'address-keys',
] as const
export type PackName = (typeof packNames)[number]

/** What the config of a field gets: kinds of rules, and derive steps in their order. */
export interface PackField {
  readonly lookup: readonly RuleCollection[]
  readonly derive: readonly {
    readonly type: string
    readonly fieldSet: readonly string[]
    readonly options: readonly string[]
  }[]
}

/** A set of rules with the part of a config that makes them work. */
export interface Pack {
  readonly name: PackName
  /** What it does, in a line. */
  readonly title: string
  readonly fields: Readonly<Record<string, PackField>>
  readonly rules: Readonly<Partial<Record<RuleCollection, readonly Readonly<Record<string, unknown>>[]>>>
}

export function isPackName(name: string): name is PackName {
  return packNames.some((known) => known === name)
}

/** Reads a pack of this package. */
export async function readPack(name: PackName): Promise<Pack> {
  const read: { readonly default: Pack } = await import(`../packs/${name}.json`, { with: { type: 'json' } })
  return read.default
}
