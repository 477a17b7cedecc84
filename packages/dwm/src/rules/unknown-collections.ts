import { type LintFinding, type RuleDocuments, ruleCollections } from '@dwmops/core'

/** Collections of a rules file that nobody reads: most likely a slip of the pen. */
export function unknownCollections(rules: RuleDocuments): string[] {
  return Object.keys(rules).filter((name) => !ruleCollections.some((known) => known === name))
}

/** What lint says of them. */
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
