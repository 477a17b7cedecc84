import type { Rule, RuleDocument } from '../api/answers.ts'
import { Button } from '../parts/button.tsx'
import { announce } from '../parts/live-region.tsx'
import { Notice } from '../parts/notice.tsx'
import { Panel } from '../parts/panel.tsx'
import { addChange, changeSet } from '../preview/change-set.ts'
import { address, go } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { DeleteRule } from './delete-rule.tsx'
import { LiveLint } from './live-lint.tsx'
import { PublishNow } from './publish-now.tsx'
import { RuleForm } from './rule-form.tsx'
import type { RuleKind } from './rule-kinds.ts'
import { RuleSentence } from './rule-sentence.tsx'
import { TryOut } from './try-out.tsx'
import { type Draft, useDraft } from './use-draft.ts'

interface Props {
  readonly kind: RuleKind
  /** The rule as it stands; a new one has none. */
  readonly rule?: Rule
  readonly suggested?: RuleDocument
  readonly onPublished?: () => void
}

/** The form of a rule with its check and try-out beside it; from here a change goes to the preview, or is published at once. */
export function RuleEditor({ kind, rule, suggested = {}, onPublished }: Props) {
  const waiting = changeSet().find((change) => rule !== undefined && change.id === rule.id)
  const start = waiting?.document ?? rule?.document ?? emptyRule(kind, suggested)
  const draft = useDraft(`${kind.collection} ${rule?.id ?? 'new'} ${rule?.etag ?? ''}`, start)
  const { document } = draft
  const mayEdit = useMay('editor')
  return (
    <div class="editor">
      <Panel title="The rule" about={<RuleSoFar collection={kind.collection} document={document} />}>
        {waiting !== undefined && (
          <Notice title="This change waits to be previewed">It is not published yet.</Notice>
        )}
        {draft.taken && (
          <Notice
            title="You had begun to change this"
            actions={<Button onClick={draft.startOver}>Start over</Button>}
          >
            It is not published yet.
          </Notice>
        )}
        <RuleForm kind={kind} document={document} onChange={draft.write} readOnly={!mayEdit} />
        {mayEdit && <EditorActions kind={kind} rule={rule} draft={draft} onPublished={onPublished} />}
      </Panel>
      {mayEdit && (
        <div class="editor-side">
          {!isEmpty(document) && <LiveLint collection={kind.collection} id={rule?.id} document={document} />}
          <TryOut collection={kind.collection} document={document} />
        </div>
      )}
    </div>
  )
}

function RuleSoFar({ collection, document }: { collection: string; document: RuleDocument }) {
  if (isEmpty(document)) return 'Nothing is filled in yet'
  return <RuleSentence collection={collection} document={document} />
}

interface ActionsProps {
  readonly kind: RuleKind
  readonly rule: Rule | undefined
  readonly draft: Draft
  readonly onPublished: (() => void) | undefined
}

function EditorActions({ kind, rule, draft, onPublished }: ActionsProps) {
  const { document } = draft
  const { collection } = kind
  const unchanged = rule !== undefined && JSON.stringify(document) === JSON.stringify(rule.document)
  const keep = () => {
    if (rule === undefined) {
      addChange({ do: 'create', collection, document })
      draft.startOver()
    } else {
      const { id, etag, document: before } = rule
      addChange({ do: 'change', collection, id, etag, before, document })
      draft.forget()
    }
  }
  const preview = () => {
    keep()
    go(address('/previews'))
  }
  const keepForLater = () => {
    keep()
    announce('Kept for the preview, with the others')
  }
  const published = () => {
    draft.forget()
    onPublished?.()
  }
  return (
    <div class="editor-actions">
      <Button kind="main" disabled={unchanged} onClick={preview}>
        Preview this change
      </Button>
      <Button disabled={unchanged} onClick={keepForLater}>
        Keep for later
      </Button>
      <span class="editor-apart" />
      <PublishNow kind={kind} rule={rule} document={document} disabled={unchanged} onPublished={published} />
      {rule !== undefined && <DeleteRule rule={rule} />}
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
