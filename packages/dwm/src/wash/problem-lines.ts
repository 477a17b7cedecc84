import {
  inertRules,
  type RuleDocuments,
  ruleInWords,
  unknownCollectionFindings,
  type Washer,
} from '@dwmops/core'

const shownProblems = 10

/** What of the rules cannot have an effect, a line each: collections that nobody knows, rules that are left out or find nothing. */
export function problemLines(
  rules: RuleDocuments,
  configs: readonly unknown[],
  { problems }: Pick<Washer, 'problems'>,
): string[] {
  const unknown = unknownCollectionFindings(rules).map(
    ({ collection, suggestion }) =>
      `rules: no collection is called ${collection}, so its rules are ignored; ${suggestion}`,
  )
  const broken = problems.map(({ collection, id, reason }) => `rule ${collection} ${id}: ${reason}`)
  const inert = inertRules(rules, configs).map(
    ({ collection, id, reason, suggestion, rule = {} }) =>
      `rule ${collection} ${id} (${ruleInWords(rule)}) has no effect: ${reason}; ${suggestion}`,
  )
  const lines = [...broken, ...inert]
  const hidden = lines.length - shownProblems
  return [
    ...unknown,
    ...lines.slice(0, shownProblems),
    ...(hidden > 0 ? [`and ${hidden} more rules; see dwm rules lint`] : []),
  ]
}
