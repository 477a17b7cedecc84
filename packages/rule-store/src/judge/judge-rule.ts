import { type LintFinding, textOf } from '@dwmops/core'
import { type Db, type Document, type Filter, ObjectId } from 'mongodb'
import { readPointer } from '../publish/version-pointer.ts'
import { readRules } from '../rules/read-rules.ts'
import { idForms } from '../rules/rule-change.ts'
import { byCollection, type RuleDocuments, type VersionedCollection } from '../rules/rule-collections.ts'
import { byPlace } from '../rules/rule-order.ts'
import { publicDocument } from '../rules/stored-rules.ts'
import { judgeSet } from './judge-set.ts'

const noRules: RuleDocuments = byCollection(() => [])
/** Rules that are looked at together with one that is new or changed. */
const neighborsAtMost = 2_000

/**
 * What is wrong with one rule or config, by itself and beside the rules that a value meets together with it: those for the same text in a
 * lookup, for the same field elsewhere. What it does to rules of other kinds is found when a whole set is judged.
 */
export async function judgeRule(
  db: Db,
  collection: VersionedCollection,
  document: Document,
  id: unknown = document['_id'] ?? new ObjectId(),
): Promise<readonly LintFinding[]> {
  const rule = { ...document, _id: id }
  if (collection === 'config')
    return ofDocument(await judgeSet({ rules: noRules, configs: [publicDocument(rule)] }), rule)
  const everPublished = (await readPointer(db)) !== undefined
  const filter = { $or: [neighborsOf(document), { _id: { $in: idForms(textOf(id)) } }] } as Filter<Document>
  const [neighbors, configs] = await Promise.all([
    readRules(db, collection, { everPublished, filter, limit: neighborsAtMost }),
    readRules(db, 'config', { everPublished }),
  ])
  const together = withRule(neighbors, rule).map(publicDocument)
  const set = { rules: { ...noRules, [collection]: together }, configs: configs.map(publicDocument) }
  return ofDocument(await judgeSet(set), rule)
}

/** In the place of the rule as it stands, or where its own place says. */
function withRule(neighbors: readonly Document[], rule: Document): readonly Document[] {
  const at = neighbors.findIndex((one) => textOf(one['_id']) === textOf(rule['_id']))
  return at === -1 ? byPlace([...neighbors, rule]) : neighbors.with(at, rule)
}

function neighborsOf({ fieldName, find }: Document): Filter<Document> {
  return {
    ...(fieldName !== undefined && { fieldName }),
    ...(find !== undefined && { find }),
  }
}

function ofDocument(findings: readonly LintFinding[], document: Document): LintFinding[] {
  const names = new Set([textOf(publicDocument(document)['_id']), textOf(document['configName'])])
  return findings.filter((finding) => names.has(finding.id))
}
