import { useState } from 'preact/hooks'
import type { Rule, RuleDocument } from '../api/answers.ts'
import { Panel } from '../parts/panel.tsx'
import { useMay } from '../shell/session.ts'
import { LiveLint } from './live-lint.tsx'
import { PublishNow } from './publish-now.tsx'
import { RuleForm } from './rule-form.tsx'
import type { RuleKind } from './rule-kinds.ts'
import { RuleSentence } from './rule-sentence.tsx'
import { TryOut } from './try-out.tsx'

interface Props {
  readonly kind: RuleKind
  /** The rule as it stands; a new one has none. */
  readonly rule?: Rule
  readonly suggested?: RuleDocument
  readonly onPublished?: () => void
}

/** The form of a rule with its check and try-out beside it; from here a change is published. */
export function RuleEditor({ kind, rule, suggested = {}, onPublished }: Props) {
  const start = rule?.document ?? emptyRule(kind, suggested)
  const [document, setDocument] = useState<RuleDocument>(start)
  const mayEdit = useMay('editor')
  const changed = rule === undefined || JSON.stringify(document) !== JSON.stringify(rule.document)
  return (
    <div class="editor">
      <Panel
        title="The rule"
        about={
          isEmpty(document) ? (
            'Nothing is filled in yet'
          ) : (
            <RuleSentence collection={kind.collection} document={document} />
          )
        }
      >
        <RuleForm kind={kind} document={document} onChange={setDocument} readOnly={!mayEdit} />
        {mayEdit && (
          <div class="editor-actions">
            <PublishNow
              kind={kind}
              rule={rule}
              document={document}
              disabled={!changed}
              onPublished={onPublished}
            />
          </div>
        )}
      </Panel>
      {mayEdit && (
        <div class="editor-side">
          <LiveLint collection={kind.collection} id={rule?.id} document={document} />
          <TryOut collection={kind.collection} document={document} />
        </div>
      )}
    </div>
  )
}

function isEmpty(document: RuleDocument): boolean {
  return Object.values(document).every((value) => value === '' || JSON.stringify(value) === '{}')
}

/** Every entry of the kind, empty, but for what is suggested. */
function emptyRule(kind: RuleKind, suggested: RuleDocument): RuleDocument {
  return Object.fromEntries(
    kind.entries.map(({ key, form }) => [key, suggested[key] ?? (form === 'values' ? {} : '')]),
  )
}
