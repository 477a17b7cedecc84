import { Button } from '../../parts/controls/button.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Notice } from '../../parts/messages/notice.tsx'
import { counted } from '../../parts/values/count.ts'
import { addChanges } from '../../preview/change-set.ts'
import { address, go } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { RuleSentence } from '../sentence/rule-sentence.tsx'
import type { ReplacedRule } from './replace-value.ts'
import '../versions/rule-set-diff.css'

const mostShown = 50

/** What a replacement makes of rules, and the way to the preview with all of them. */
export function Replaced({ rules, most }: { rules: readonly ReplacedRule[]; most: number }) {
  const mayEdit = useMay('editor')
  const preview = () => {
    addChanges(
      rules.map(({ rule: { collection, id, etag, document: before }, document }) => {
        return { do: 'change', collection, id, etag, before, document }
      }),
    )
    go(address('/previews'))
  }
  return (
    <Panel
      title={counted(rules.length, 'rule')}
      actions={
        mayEdit &&
        rules.length > 0 &&
        rules.length <= most && (
          <Button kind="main" onClick={preview}>
            Preview {counted(rules.length, 'change')}
          </Button>
        )
      }
    >
      {rules.length > most && (
        <Notice tone="warn" title={`One preview takes ${most} changes`}>
          <p>Choose a field, and replace the value field by field.</p>
        </Notice>
      )}
      {rules.length === 0 && <EmptyState title="No rule holds this value as a whole" />}
      <ul class="rule-diff">
        {rules.slice(0, mostShown).map(({ rule, document }) => (
          <li key={`${rule.collection} ${rule.id}`}>
            <p class="rule-diff-gone">
              <RuleSentence collection={rule.collection} document={rule.document} />
            </p>
            <p class="rule-diff-new">
              <RuleSentence collection={rule.collection} document={document} />
            </p>
          </li>
        ))}
      </ul>
      {rules.length > mostShown && <p class="quiet small">The first {mostShown} are shown; all are meant.</p>}
    </Panel>
  )
}
