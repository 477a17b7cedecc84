import { ensureIndexes, type IndexWait, type NamedIndex, retryTransient } from '@dwmops/mongo'
import type { Db } from 'mongodb'
import { commentIndexes } from './comments/rule-comments.ts'
import { historyIdNames } from './history/read-history.ts'
import { revertIndexes } from './history/reverts.ts'
import { draftsKeptDays, draftsName } from './publish/drafts.ts'
import { ruleCollections } from './rules/rule-collections.ts'
import { hitsKeptDays, hitsName } from './washes/rule-hits.ts'
import { washesKeptDays, washesName } from './washes/wash-note.ts'

const inOrder: NamedIndex = { key: { _order: 1, _id: 1 }, name: 'rules_in_order' }
const ofAField: NamedIndex = { key: { fieldName: 1 }, name: 'rules_of_a_field' }
/** Of one key each: any key of a rule may hold a list, and no index takes two lists of one document. */
const byFind: NamedIndex = { key: { find: 1 }, name: 'rule_by_find' }
/** Whether any rule has examples is asked at each change; hardly any does. */
const withExamples: NamedIndex = {
  key: { _order: 1 },
  name: 'rules_with_examples',
  partialFilterExpression: { examples: { $exists: true } },
}

const indexes: Readonly<Record<string, readonly NamedIndex[]>> = {
  genericLookup: [byFind],
  genericRegex: [],
  fieldSpecificLookup: [ofAField, byFind],
  fieldSpecificRegex: [ofAField],
  normLookup: [ofAField, byFind],
  normRegex: [ofAField],
  normIncludes: [ofAField],
  deriveValue: [ofAField],
  deriveRegex: [ofAField],
  deriveIncludes: [ofAField],
  config: [{ key: { configName: 1 }, name: 'config_by_name' }],
  ...revertIndexes,
  ...commentIndexes,
  [draftsName]: [
    { key: { createdAt: 1 }, name: 'drafts_kept_14_days', expireAfterSeconds: draftsKeptDays * 86_400 },
  ],
  [washesName]: [
    { key: { at: 1 }, name: 'washes_by_time_kept_90_days', expireAfterSeconds: washesKeptDays * 86_400 },
  ],
  [hitsName]: [
    { key: { day: 1 }, name: 'hits_by_day_kept_400_days', expireAfterSeconds: hitsKeptDays * 86_400 },
  ],
}

/** Makes all indexes, each named after the query it serves; the chain of a contact by every id field that a config names. */
export async function ensureRuleIndexes(db: Db, wait: IndexWait = {}): Promise<void> {
  const isOfRules = (collection: string) => ruleCollections.some((one) => one === collection)
  const all = Object.entries(indexes).map(([collection, list]) =>
    ensureIndexes(
      db.collection(collection),
      isOfRules(collection) ? [inOrder, withExamples, ...list] : list,
      wait,
    ),
  )
  await Promise.all([...all, ensureHistoryIndexes(db, wait)])
}

async function ensureHistoryIndexes(db: Db, wait: IndexWait): Promise<void> {
  const chains = (await retryTransient('read the configs', () => historyIdNames(db))).map(
    (field): NamedIndex => ({
      key: { [field]: 1, _current: 1 },
      name: `chain_of_a_contact_by_${field}`,
    }),
  )
  const byTime = { key: { timestamp: -1 }, name: 'history_by_time' } as const
  await ensureIndexes(db.collection('contactHistory'), [...chains, byTime], wait)
}
