import { type RuleDocuments, ruleCollections } from '../rules/rule-documents.ts'
import type { LintFinding } from './finding.ts'

/** Collections of a rules file that nobody reads: most likely a slip of the pen. */
export function unknownCollections(rules: RuleDocuments): string[] {
  return Object.keys(rules).filter((name) => !ruleCollections.some((known) => known === name))
}

/** A finding for each of them. */
export function unknownCollectionFindings(rules: RuleDocuments): LintFinding[] {
  return unknownCollections(rules).map((collection) => ({
    severity: 'error',
    code: 'unknown-collection',
    reason: 'there is no such collection of rules, nobody reads it',
    suggestion: `name one of ${ruleCollections.join(', ')}`,
    collection,
    id: '-',
  }))
}
