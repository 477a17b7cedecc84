import type { RuleSetDiff } from '../api/answers.ts'
import { counted } from '../parts/count.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Panel } from '../parts/panel.tsx'
import { ruleKind } from './rule-kinds.ts'
import { RuleSentence } from './rule-sentence.tsx'
import './rule-set-diff.css'

const mostShown = 200

/** What differs between two rule sets, kind by kind: rules that are gone, rules that are new. */
export function RuleSetDifference({ diff }: { diff: RuleSetDiff }) {
  if (diff.collections.length + diff.configs.length === 0) return <EmptyState title="They are the same" />
  return (
    <>
      {diff.collections.map((one) => (
        <Panel
          key={one.collection}
          title={`Changed: ${ruleKind(one.collection)?.name ?? one.collection} ${ruleKind(one.collection)?.about ?? ''}`}
          about={[
            one.removed.length > 0 && counted(one.removed.length, 'rule gone', 'rules gone'),
            one.added.length > 0 && counted(one.added.length, 'rule new', 'rules new'),
            one.reordered && 'tried in another order',
          ]
            .filter(Boolean)
            .join(', ')}
        >
          <ul class="rule-diff">
            {one.removed.slice(0, mostShown).map((document) => (
              <li key={JSON.stringify(document)} class="rule-diff-gone">
                <span class="visually-hidden">gone: </span>
                <RuleSentence collection={one.collection} document={document} />
              </li>
            ))}
            {one.added.slice(0, mostShown).map((document) => (
              <li key={JSON.stringify(document)} class="rule-diff-new">
                <span class="visually-hidden">new: </span>
                <RuleSentence collection={one.collection} document={document} />
              </li>
            ))}
          </ul>
          {Math.max(one.removed.length, one.added.length) > mostShown && (
            <p class="quiet small">
              The first {mostShown} of each are shown; the export of the rule set has all.
            </p>
          )}
        </Panel>
      ))}
      {diff.configs.map(({ configName }) => (
        <Panel key={configName} title={`Config ${configName}`}>
          <p>The order or the steps of its fields differ.</p>
        </Panel>
      ))}
    </>
  )
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
