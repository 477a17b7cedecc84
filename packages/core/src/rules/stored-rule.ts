import { RulesError } from '../errors.ts'
import { textOf } from '../text-of.ts'
import {
  type RuleCollection,
  type RuleDocuments,
  type RuleProblem,
  type RuleProblemCode,
  ruleCollections,
} from './rule-documents.ts'

/** A rule document and where it stands. */
export interface StoredRule {
  readonly collection: RuleCollection
  readonly index: number
  /** The document's `_id`; undefined when it has none. */
  readonly id: unknown
  readonly body: Readonly<Record<string, unknown>>
}

/** Reports that a rule is left out or was repaired. */
export type ReportProblem = (rule: StoredRule, code: RuleProblemCode, reason: string) => void

/** All rules by collection; throws RulesError when the shape as a whole is wrong. */
export function readRules(rules: RuleDocuments): Record<RuleCollection, StoredRule[]> {
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
    throw new RulesError(['expected an object of collections, each a list of documents'])
  }
  const faults: string[] = []
  const stored = Object.fromEntries(
    ruleCollections.map((collection) => [collection, readCollection(rules, collection, faults)]),
  )
  if (faults.length > 0) throw new RulesError(faults)
  return stored as Record<RuleCollection, StoredRule[]>
}

function readCollection(rules: RuleDocuments, collection: RuleCollection, faults: string[]): StoredRule[] {
  const documents: unknown = Object.hasOwn(rules, collection) ? rules[collection] : []
  if (!Array.isArray(documents)) {
    faults.push(`${collection}: expected a list of documents`)
    return []
  }
  return documents.map((document: unknown, index) => {
    const body = isDocument(document) ? document : {}
    return { collection, index, id: body['_id'], body }
  })
}

/** True for a plain object, as documents are. */
export function isDocument(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The rule's `_id` as text, also as MongoDB's extended JSON has it, or `#N` with its position when it has none. */
export function ruleName({ id, index }: Pick<StoredRule, 'id' | 'index'>): string {
  if (id === undefined || id === null) return `#${index}`
  return textOf(isDocument(id) ? (id['$oid'] ?? id) : id)
}

/** The rule as the outside knows a problem with it. */
export function ruleProblem(rule: StoredRule, code: RuleProblemCode, reason: string): RuleProblem {
  return { code, collection: rule.collection, id: ruleName(rule), index: rule.index, reason }
}

/**
 * The texts that a query for equality would find this value by: itself, or, as MongoDB does, any element of a list.
 */
export function equalTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : []
}
