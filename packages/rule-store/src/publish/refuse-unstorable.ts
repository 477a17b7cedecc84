import { type LintFinding, ruleSays, textOf } from '@dwmops/core'
import { InvalidRulesError } from '../errors.ts'
import { countsOf, overLimits } from '../judge/set-limits.ts'
import {
  type RuleDocument,
  type RuleSet,
  type VersionedCollection,
  versionedCollections,
} from '../rules/rule-collections.ts'
import { publicDocument } from '../rules/stored-rules.ts'

/**
 * Throws InvalidRulesError for documents that a version could hold and the live collections could not: a version with
 * one of them would be current and could never be applied. The same for a set that no pod could compile. Accepting errors does not help.
 */
export function refuseUnstorableSet({ rules, configs }: RuleSet): void {
  const over = overLimits(countsOf(rules))
  if (over.length > 0) throw new InvalidRulesError(over)
  const findings = versionedCollections.flatMap((collection) => {
    const documents = collection === 'config' ? configs : rules[collection]
    return documents.flatMap((document) => findingsOf(collection, document))
  })
  if (findings.length > 0) throw new InvalidRulesError(findings)
}

/** The same for one document. */
export function refuseUnstorable(collection: VersionedCollection, document: RuleDocument): void {
  const findings = findingsOf(collection, document)
  if (findings.length > 0) throw new InvalidRulesError(findings)
}

function findingsOf(collection: VersionedCollection, document: RuleDocument): LintFinding[] {
  const key = Object.keys(document).find((name) => name.startsWith('$') || name.includes('.'))
  if (key === undefined) return []
  const { _id: id = document['configName'] } = publicDocument(document)
  return [
    {
      severity: 'error',
      code: 'unstorable-document',
      collection,
      id: id === undefined ? '-' : textOf(id),
      reason: `no database keeps a document with the key ${JSON.stringify(key)}`,
      suggestion: 'name the key without $ and dots',
      ...(collection !== 'config' && { rule: ruleSays(document) }),
    },
  ]
}
