import { ruleCollections } from '@dwmops/rule-store'

/**
 * What a collection knows of contacts. values: their fields. ids: what identifies one, such as a hash of the address. rules: texts
 * that people wrote, which are no contacts. nothing: ids of runs and syncs, counts, times.
 */
export type Knowledge = 'values' | 'ids' | 'rules' | 'nothing'

/** A collection of one of the two databases. */
export interface StoredCollection {
  readonly name: string
  readonly database: 'queues' | 'rules'
  readonly knows: Knowledge
  /** How long a document is kept. */
  readonly kept: string
}

const inDatabase =
  (database: StoredCollection['database']) => (name: string, knows: Knowledge, kept: string) => ({
    ...{ name, database, knows, kept },
  })
const ofQueues = inDatabase('queues')
const ofRules = inDatabase('rules')

/**
 * Every collection that the fleet makes. Erasure, its export and `dwm replicate --mask` go by this table; a test finds collections of
 * the code that it lacks.
 */
export const storedCollections: readonly StoredCollection[] = [
  ofQueues('items', 'values', '7 days after the contact is through; dead letters until a person decides'),
  ofQueues('apiPreviews', 'values', '14 days'),
  ofQueues('undos', 'ids', 'for good; the address of an undo of one contact'),
  ofQueues('broughtOver', 'ids', 'for good'),
  ofQueues('flaggedIndicators', 'ids', '30 days'),
  ofQueues('syncs', 'ids', '30 days after their end'),
  ofQueues('erasures', 'ids', 'for good; keyed hashes alone once an erasure is done'),
  ofQueues('claims', 'nothing', 'while they are held'),
  ofQueues('batches', 'nothing', 'as long as their items'),
  ofQueues('queueStats', 'nothing', 'the present counts'),
  ofQueues('queueDepths', 'nothing', '7 days'),
  ofQueues('runs', 'nothing', '30 days'),
  ofQueues('claimEvents', 'nothing', '7 days'),
  ofQueues('eloquaTokens', 'nothing', 'the present login'),
  ofQueues('apiTokens', 'nothing', 'until they are revoked or end'),
  ofQueues('apiSessions', 'nothing', 'until they end'),
  ofQueues('apiPublishing', 'nothing', 'the present setting'),
  ofQueues('audit', 'nothing', '400 days'),
  ofRules('contactHistory', 'values', 'for good, or HISTORY_DAYS'),
  ofRules('reverts', 'values', 'for good'),
  ofRules('washes', 'ids', '90 days'),
  ofRules('erasures', 'ids', 'a second copy of that of the queues'),
  ...[...ruleCollections, 'config', 'ruleVersions', 'ruleSets', 'ruleDrafts', 'ruleComments'].map((name) =>
    ofRules(name, 'rules', 'as long as the rules'),
  ),
  ofRules('ruleHits', 'nothing', '400 days'),
]
