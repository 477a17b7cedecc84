import { washingConfig } from '@dwmops/core/testing'
import type { Db } from 'mongodb'
import { byCollection, type RuleDocument, type RuleSet } from './rules/rule-collections.ts'

/** A set with these rules, and one config by default. */
export function ruleSet(
  rules: Readonly<Record<string, readonly RuleDocument[]>>,
  configs: readonly RuleDocument[] = [config()],
): RuleSet {
  return { rules: byCollection((collection) => rules[collection] ?? []), configs }
}

export function config(name = 'Test_Config'): RuleDocument {
  return washingConfig(name, {
    jobTitle: { lookup: ['genericLookup'], derive: {} },
    city: { lookup: ['normLookup'], derive: {} },
  })
}

/** Fills a database as a restored dump would: plain documents, no version. */
export async function restoreDump(db: Db, set: RuleSet): Promise<void> {
  for (const [collection, documents] of Object.entries({ ...set.rules, config: set.configs })) {
    const copies = documents.map((document) => ({ ...document }))
    if (copies.length > 0) await db.collection(collection).insertMany(copies)
  }
}

/** A rule set without what only the database adds. */
export function withoutIds({ rules, configs }: RuleSet): RuleSet {
  const bare = ({ _id: _, ...document }: RuleDocument) => document
  return ruleSet(
    Object.fromEntries(Object.entries(rules).map(([name, documents]) => [name, documents.map(bare)])),
    configs.map(bare),
  )
}

export function lookups(...finds: string[]): RuleDocument[] {
  return finds.map((find) => ({ find, replace: find.toLowerCase() }))
}
