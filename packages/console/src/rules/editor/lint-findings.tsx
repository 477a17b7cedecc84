import type { LintFinding, RuleSetDiff } from '../../api/answers.ts'
import { Badge } from '../../parts/messages/badge.tsx'
import { ruleKind } from '../rule-kinds.ts'
import { RuleSentence } from '../sentence/rule-sentence.tsx'
import { SentenceLink } from '../sentence/sentence-link.tsx'
import './lint-findings.css'

interface Props {
  readonly findings: readonly LintFinding[]
  readonly empty: string
  /** Leaves out which rule is meant: it is the one that the reader is at. */
  readonly ofOneRule?: boolean
  /** Ids of rules that are not there yet, to which no link leads. */
  readonly newRules?: ReadonlySet<unknown> | undefined
}

/** What is wrong with rules and how to put it right; that nothing is, too. */
export function LintFindings({ findings, empty, ofOneRule = false, newRules }: Props) {
  if (findings.length === 0) return <p class="lint-clean">{empty}</p>
  return (
    <ul class="lint-findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.collection} ${finding.id} ${finding.reason}`}>
          <p>
            <Badge tone={finding.severity === 'error' ? 'bad' : 'warn'}>{finding.severity}</Badge>{' '}
            {finding.reason}
          </p>
          {!ofOneRule && (
            <FoundIn finding={finding} isNew={newRules?.has(finding.id) || finding.id.startsWith('#')} />
          )}
          <p class="quiet small">{finding.suggestion}</p>
        </li>
      ))}
    </ul>
  )
}

/** The rule that a finding is about, by what it says; it leads there where it has an id. */
function FoundIn({ finding: { collection, id, rule }, isNew }: { finding: LintFinding; isNew: boolean }) {
  const kind = ruleKind(collection)
  if (kind === undefined) return id === '-' ? null : <p class="small">{`${collection} ${id}`}</p>
  return (
    <p class="small">
      <span class="quiet">{`${kind.name} ${kind.about}: `}</span>
      {rule === undefined ? (
        id
      ) : isNew ? (
        <RuleSentence collection={collection} document={rule} />
      ) : (
        <SentenceLink collection={collection} id={id} document={rule} />
      )}
    </p>
  )
}

/** Ids of the rules that a difference brings. */
export function newRulesIn(diff: RuleSetDiff | null): ReadonlySet<unknown> {
  const ids = (side: 'added' | 'removed') =>
    new Set((diff?.collections ?? []).flatMap((one) => one[side].map(({ _id }) => _id)))
  return ids('added').difference(ids('removed'))
}
