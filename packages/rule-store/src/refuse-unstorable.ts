import { type LintFinding, textOf } from '@dwmops/core'
import { InvalidRulesError } from './errors.ts'
import {
  type RuleDocument,
  type RuleSet,
  type VersionedCollection,
  versionedCollections,
} from './rule-collections.ts'
import { publicDocument } from './stored-rules.ts'

/**
 * Throws InvalidRulesError for documents that a version could hold and the live collections could not: a version with
 * one of them would be current and could never be applied. Accepting errors does not help.
 */
export function refuseUnstorableSet({ rules, configs }: RuleSet): void {
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
    },
  ]
}
