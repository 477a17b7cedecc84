import type { LintFinding } from '@dwmops/core'
import { retryTransient } from '@dwmops/mongo'
import { type Db, type Document, ObjectId } from 'mongodb'
import { PublishConflictError, RuleChangedError, RuleNotFoundError } from '../errors.ts'
import { examplesAfter } from '../judge/examples-after.ts'
import { judgeRule } from '../judge/judge-rule.ts'
import { finishApplying } from '../publish/finish-applying.ts'
import { keepUnpublished, publishSet, refuseErrors } from '../publish/publish.ts'
import { refuseOneMore } from '../publish/refuse-one-more.ts'
import { refuseUnstorable } from '../publish/refuse-unstorable.ts'
import { noVersion } from '../publish/version-content.ts'
import { movePointer, type VersionPointer } from '../publish/version-pointer.ts'
import {
  addVersion,
  dropPrepared,
  findVersionDocument,
  type PublishOptions,
  type VersionDocument,
} from '../publish/versions.ts'
import { findDocument, ruleOf, type StoredRule } from './find-rules.ts'
import { takeFingerprint } from './fingerprint.ts'
import { placeForRule } from './place-rule.ts'
import { placeNewcomers } from './place-rules.ts'
import { type DocumentChange, isSameDocument } from './rule-change.ts'
import type { RuleDocument, VersionedCollection } from './rule-collections.ts'
import { etagOf } from './rule-etag.ts'
import { orderKey } from './rule-order.ts'
import { readConsistently } from './rule-snapshot.ts'
import { publicDocument, publicSet } from './stored-rules.ts'

/** What is to become of one rule or config. `etag` is the one of what the author saw. */
export type RuleChange = { readonly collection: VersionedCollection } & (
  | {
      readonly did: 'created'
      readonly document: RuleDocument
      /** Id of the rule to be tried after it; the end without. */
      readonly before?: string
    }
  | { readonly did: 'changed'; readonly id: string; readonly etag: string; readonly document: RuleDocument }
  | { readonly did: 'deleted'; readonly id: string; readonly etag: string }
)

export interface RuleChangeReport {
  /** The new version; undefined when the rule says this already. */
  readonly version: number | undefined
  /** The rule as it is now; undefined when it is gone. */
  readonly rule: StoredRule | undefined
  readonly findings: readonly LintFinding[]
}

/**
 * Publishes a change of one rule as a version of its own, for the price of a fingerprint and some small writes: the version keeps the change and
 * the number of the version that it was made to. Throws RuleNotFoundError, RuleChangedError, InvalidRulesError, PublishConflictError.
 */
export async function changeRule(
  db: Db,
  change: RuleChange,
  options: PublishOptions,
): Promise<RuleChangeReport> {
  await finishApplying(db)
  const { collection } = change
  if (change.did === 'created' && collection !== 'config')
    await retryTransient('count the rules', () => refuseOneMore(db, collection))
  const { before, after } = await retryTransient('read the rule', () => placeChange(db, change))
  if (after === 'no place') return publishWhole(db, change, options)
  if (after !== undefined) refuseUnstorable(collection, after)
  const stored = { collection, before: before ?? null, after: after ?? null }
  const judged = after === undefined ? [] : await judgeRule(db, collection, after)
  const findings = [...judged, ...(await examplesAfter(db, stored))]
  // a rule that is refused never gets its id
  refuseErrors(before === undefined ? findings.map(ofNewRule(after)) : findings, options)
  const rule = after && ruleOf(collection, after)
  const isNothingNew = before !== undefined && after !== undefined && isSameDocument(before, after)
  if (options.dryRun || isNothingNew) return { version: undefined, rule, findings }
  const version = await publishChange(db, stored, options)
  await finishApplying(db)
  return { version, rule, findings }
}

function ofNewRule(after: Document | undefined): (finding: LintFinding) => LintFinding {
  const id = String(after?.['_id'])
  return (finding) => (finding.id === id ? { ...finding, id: '#new' } : finding)
}

async function placeChange(db: Db, change: RuleChange) {
  if (change.collection !== 'config') await placeNewcomers(db, change.collection)
  const before = change.did === 'created' ? undefined : await findSeen(db, change)
  const after = change.did === 'deleted' ? undefined : await placed(db, change, before)
  return { before, after }
}

async function findSeen(
  db: Db,
  { collection, id, etag }: { collection: VersionedCollection; id: string; etag: string },
): Promise<Document> {
  const found = await findDocument(db, collection, id)
  if (found === undefined) throw new RuleNotFoundError(collection, id)
  if (etagOf(found) !== etag) throw new RuleChangedError(collection, id)
  return found
}

/** The document as it is to be stored. */
async function placed(
  db: Db,
  change: Extract<RuleChange, { document: RuleDocument }>,
  before: Document | undefined,
): Promise<Document | 'no place'> {
  const { _id: _, [orderKey]: __, ...content } = change.document
  if (before !== undefined) {
    const place: unknown = before[orderKey]
    return { _id: before['_id'], ...content, ...(place !== undefined && { [orderKey]: place }) }
  }
  const _id = new ObjectId()
  if (change.collection === 'config') return { _id, ...content }
  const place = await placeForRule(
    db,
    change.collection,
    change.did === 'created' ? change.before : undefined,
  )
  if (place === undefined) return 'no place'
  return { _id, ...content, [orderKey]: place }
}

async function publishChange(
  db: Db,
  change: DocumentChange,
  { who, note = '' }: PublishOptions,
): Promise<number> {
  const base = await retryTransient('read the rules', () => baseOf(db))
  await retryTransient('read the rule', () => refuseStale(db, change))
  const grown = Number(change.after !== null) - Number(change.before !== null)
  const isConfig = change.collection === 'config'
  const version = await addVersion(db, {
    state: 'prepared',
    publishedAt: new Date(),
    who,
    note,
    hash: '',
    rules: base.rules + (isConfig ? 0 : grown),
    configs: base.configs + (isConfig ? grown : 0),
    base: base.version,
    change,
  })
  if (version === undefined) throw new PublishConflictError(db.databaseName)
  if (await movePointer(db, base.pointer, { version, hash: '' })) return version
  await dropPrepared(db, version)
  throw new PublishConflictError(db.databaseName)
}

/** From here on anyone who publishes makes the pointer move, which is noticed; what came before is noticed here. */
async function refuseStale(db: Db, { collection, before }: DocumentChange): Promise<void> {
  if (before === null) return
  const id = String(before['_id'])
  const now = await findDocument(db, collection, id)
  if (now === undefined || !isSameDocument(now, before)) throw new RuleChangedError(collection, id)
}

interface Base extends Pick<VersionDocument, 'rules' | 'configs'> {
  readonly version: number
  /** Where the pointer stands: at the base, or before it when that was only now found. */
  readonly pointer: VersionPointer | undefined
}

/** A version that is what the live collections hold; made of them when they were changed by hand since the last one. */
async function baseOf(db: Db): Promise<Base> {
  const { live, pointer } = await takeFingerprint(db)
  if (pointer !== undefined && pointer.live === live) {
    const known = await findVersionDocument(db, pointer.version)
    if (known !== undefined)
      return { version: known._id, rules: known.rules, configs: known.configs, pointer }
  }
  const now = await readConsistently(db)
  const version = (await keepUnpublished(db, now)) ?? now.fingerprint.pointer?.version ?? noVersion
  const { config, ...rules } = now.stored
  const count = Object.values(rules).reduce((sum, documents) => sum + documents.length, 0)
  return { version, rules: count, configs: config.length, pointer: now.fingerprint.pointer }
}

/** Where a rule has no place beside its neighbors, the whole set is published, which places all of them. */
async function publishWhole(
  db: Db,
  change: Extract<RuleChange, { did: 'created' }> | RuleChange,
  options: PublishOptions,
): Promise<RuleChangeReport> {
  if (change.did !== 'created' || change.collection === 'config')
    throw new TypeError('only a new rule needs a place')
  const { rules, configs } = publicSet(
    (await retryTransient('read the rules', () => readConsistently(db))).stored,
  )
  const list = rules[change.collection]
  const at =
    change.before === undefined ? list.length : list.findIndex((rule) => rule['_id'] === change.before)
  if (at === -1) throw new RuleNotFoundError(change.collection, change.before ?? '')
  const _id = new ObjectId().toHexString()
  const document = { ...change.document, _id }
  const set = { rules: { ...rules, [change.collection]: list.toSpliced(at, 0, document) }, configs }
  const { version, findings } = await publishSet(db, set, options)
  const stored = await findDocument(db, change.collection, _id)
  return {
    version,
    rule: stored && ruleOf(change.collection, stored),
    findings: findings.filter(({ id }) => id === publicDocument(document)['_id']),
  }
}
