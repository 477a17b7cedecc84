import type { RuleDocument, RuleSetDiff } from '../../api/answers.ts'
import { Panel } from '../../parts/layout/panel.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { counted } from '../../parts/values/count.ts'
import { ruleKind } from '../rule-kinds.ts'
import { RuleSentence } from '../sentence/rule-sentence.tsx'
import './rule-set-diff.css'

const mostShown = 200

/** What differs between two rule sets, kind by kind: rules that are gone, rules that are new. */
export function RuleSetDifference({ diff }: { diff: RuleSetDiff }) {
  if (diff.collections.length + diff.configs.length === 0) return <EmptyState title="They are the same" />
  return (
    <>
      {diff.collections.map((one) => (
        <CollectionDifference key={one.collection} of={one} />
      ))}
      {diff.configs.map(({ configName }) => (
        <Panel key={configName} title={`Config ${configName}`}>
          <p>The order or the steps of its fields differ.</p>
        </Panel>
      ))}
    </>
  )
}

function CollectionDifference({ of }: { of: RuleSetDiff['collections'][number] }) {
  const { collection, added, removed, reordered } = of
  const kind = ruleKind(collection)
  const about = [
    removed.length > 0 && counted(removed.length, 'rule gone', 'rules gone'),
    added.length > 0 && counted(added.length, 'rule new', 'rules new'),
    reordered && 'tried in another order',
  ]
  return (
    <Panel
      title={`Changed: ${kind?.name ?? collection} ${kind?.about ?? ''}`}
      about={about.filter(Boolean).join(', ')}
    >
      <ul class="rule-diff">
        <RuleItems word="gone" collection={collection} documents={removed} />
        <RuleItems word="new" collection={collection} documents={added} />
      </ul>
      {Math.max(removed.length, added.length) > mostShown && (
        <p class="quiet small">
          The first {mostShown} of each are shown; the export of the rule set has all.
        </p>
      )}
    </Panel>
  )
}

interface ItemsProps {
  readonly word: 'gone' | 'new'
  readonly collection: string
  readonly documents: readonly RuleDocument[]
}

function RuleItems({ word, collection, documents }: ItemsProps) {
  return documents.slice(0, mostShown).map((document) => (
    <li key={JSON.stringify(document)} class={`rule-diff-${word}`}>
      <span class="visually-hidden">{word}: </span>
      <RuleSentence collection={collection} document={document} />
    </li>
  ))
}

/** How many rules differ, in a sentence. */
export function diffInWords({ collections, configs }: RuleSetDiff): string {
  const sum = (of: 'added' | 'removed') => collections.reduce((total, one) => total + one[of].length, 0)
  const [added, removed] = [sum('added'), sum('removed')]
  const parts = [
    removed > 0 && `${counted(removed, 'rule')} that it has and the present rules have not`,
    added > 0 && `${counted(added, 'rule')} that came since`,
    configs.length > 0 && counted(configs.length, 'config'),
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'No rule differs.' : `It differs in ${parts.join(', ')}.`
}

/** What publishing a difference does, in words for a question: `2 new rules and 1 rule taken out`. */
export function changesInWords(diff: RuleSetDiff | null): string {
  if (diff === null) return 'a long list of changed rules'
  const sum = (of: 'added' | 'removed') => diff.collections.reduce((total, one) => total + one[of].length, 0)
  const [added, removed] = [sum('added'), sum('removed')]
  const changed = Math.min(added, removed)
  const parts = [
    changed > 0 && counted(changed, 'changed rule'),
    added > changed && counted(added - changed, 'new rule'),
    removed > changed && counted(removed - changed, 'rule taken out', 'rules taken out'),
    diff.configs.length > 0 && counted(diff.configs.length, 'changed config'),
  ].filter((part) => part !== false)
  return parts.length === 0 ? 'the same rules in another order' : parts.join(' and ')
}
