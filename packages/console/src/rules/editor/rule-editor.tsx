import { useEffect } from 'preact/hooks'
import type { Rule, RuleDocument } from '../../api/answers.ts'
import { Button } from '../../parts/controls/button.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { announce } from '../../parts/messages/live-region.tsx'
import { Notice } from '../../parts/messages/notice.tsx'
import { addChange, changeOf, dropChangeOf, type RuleChange } from '../../preview/change-set.ts'
import { address, go } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import type { RuleKind } from '../rule-kinds.ts'
import { RuleSentence } from '../sentence/rule-sentence.tsx'
import { DeleteRule } from './delete-rule.tsx'
import { DraftConflict } from './draft-conflict.tsx'
import { LiveLint } from './live-lint.tsx'
import { changeOverExamples } from './over-examples.ts'
import { PublishNow } from './publish-now.tsx'
import { RuleForm } from './rule-form.tsx'
import { type StoredDraft, sameDocument } from './stored-draft.ts'
import { TryOut } from './try-out.tsx'
import { type Draft, useDraft } from './use-draft.ts'
import { documentFault, documentToSend } from './value-rows.ts'

interface Props {
  readonly kind: RuleKind
  /** The rule as it stands; a new one has none. */
  readonly rule?: Rule
  readonly suggested?: RuleDocument
  readonly onPublished?: () => void
  /** Somebody else has changed the rule: it has to be read again. */
  readonly onConflict?: () => void
  /** Hears what is written. */
  readonly onDocument?: (document: RuleDocument) => void
}

/** The form of a rule with its check and try-out beside it; from here a change goes to the preview, or is published at once. */
export function RuleEditor({ kind, rule, suggested = {}, onPublished, onConflict, onDocument }: Props) {
  const waiting = useWaitingChange(rule)
  const start = rule?.document ?? emptyRule(kind, suggested)
  const draft = useDraft({ collection: kind.collection, rule, start, waiting: draftOf(waiting, rule) })
  const document = documentToSend(kind, draft.document)
  const fault = documentFault(kind, draft.document)
  const mayEdit = useMay('editor')
  const onWrite = (write: Draft['write']) => (written: RuleDocument) => {
    write(written)
    onDocument?.(written)
  }
  return (
    <>
      {draft.overtaken !== undefined && rule !== undefined && (
        <DraftConflict
          kind={kind}
          ground={draft.overtaken}
          theirs={rule}
          mine={document}
          onMine={draft.rebase}
          onTheirs={() => {
            dropChangeOf(rule)
            draft.startOver()
          }}
        />
      )}
      <div class="editor">
        <Panel title="The rule" about={<RuleSoFar collection={kind.collection} document={document} />}>
          {waiting !== undefined && draft.overtaken === undefined && (
            <Notice
              title={
                waiting.do === 'delete'
                  ? 'This rule waits to be taken out'
                  : 'This change waits to be previewed'
              }
            >
              It is not published yet.
            </Notice>
          )}
          {draft.taken && draft.overtaken === undefined && (
            <Notice
              title="You had begun to change this"
              actions={<Button onClick={draft.startOver}>Start over</Button>}
            >
              It is not published yet.
            </Notice>
          )}
          <RuleForm
            kind={kind}
            document={draft.document}
            onChange={onWrite(draft.write)}
            readOnly={!mayEdit}
          />
          {fault !== undefined && (
            <p class="field-fault" role="alert">
              {fault}
            </p>
          )}
          {mayEdit && (
            <EditorActions
              {...{ kind, rule, draft, document, onPublished, onConflict }}
              held={fault !== undefined || draft.overtaken !== undefined}
            />
          )}
        </Panel>
        {mayEdit && (
          <div class="editor-side">
            {!isEmpty(document) && (
              <LiveLint collection={kind.collection} id={rule?.id} document={document} />
            )}
            <TryOut collection={kind.collection} document={document} />
          </div>
        )}
      </div>
    </>
  )
}

/** The change of a rule that waits; it goes along with new examples of the rule. */
function useWaitingChange(rule: Rule | undefined): RuleChange | undefined {
  const kept = rule && changeOf(rule)
  const waiting = rule && kept && changeOverExamples(kept, rule)
  useEffect(() => {
    if (waiting !== undefined && waiting !== kept) addChange(waiting)
  }, [])
  return waiting
}

/** A change that waits, as a draft over what it was written over, as far as that is known. */
function draftOf(waiting: RuleChange | undefined, rule: Rule | undefined): StoredDraft | undefined {
  const { document, etag, before } = waiting ?? {}
  if (document === undefined || etag === undefined) return undefined
  return { document, ground: { etag, document: before ?? (rule?.etag === etag ? rule.document : {}) } }
}

function RuleSoFar({ collection, document }: { collection: string; document: RuleDocument }) {
  if (isEmpty(document)) return 'Nothing is filled in yet'
  return <RuleSentence collection={collection} document={document} />
}

interface ActionsProps {
  readonly kind: RuleKind
  readonly rule: Rule | undefined
  readonly draft: Draft
  /** What is sent. */
  readonly document: RuleDocument
  /** It cannot be sent as it is. */
  readonly held: boolean
  readonly onPublished: (() => void) | undefined
  readonly onConflict: (() => void) | undefined
}

function EditorActions({ kind, rule, draft, document, held, onPublished, onConflict }: ActionsProps) {
  const { collection } = kind
  const idle = held || (rule !== undefined && sameDocument(document, rule.document))
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
    if (rule !== undefined) dropChangeOf(rule)
    onPublished?.()
  }
  return (
    <div class="editor-actions">
      <Button kind="main" disabled={idle} onClick={preview}>
        Preview this change
      </Button>
      <Button disabled={idle} onClick={keepForLater}>
        Keep for later
      </Button>
      <span class="editor-apart" />
      <PublishNow {...{ kind, rule, document, onConflict }} disabled={idle} onPublished={published} />
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
