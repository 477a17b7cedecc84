import { useRef } from 'preact/hooks'
import type { RuleDocument } from '../../api/answers.ts'
import { unsavedWork } from '../../login/unsaved-work.ts'
import { SelectField } from '../../parts/controls/field.tsx'
import { Page } from '../../shell/page.tsx'
import { address, setQuery, usePlace } from '../../shell/router.ts'
import { ruleKind, ruleKinds } from '../rule-kinds.ts'
import { documentOf, entriesOf } from './copied-rule.ts'
import { RuleEditor } from './rule-editor.tsx'
import { draftKey, storedDraft } from './stored-draft.ts'
import { documentToSend } from './value-rows.ts'

const usual = 'normLookup'

/** A new rule: first its kind, then what it says. A suggestion comes with the address. */
export function NewRulePage() {
  const { query } = usePlace()
  const { collection = usual, ...suggested } = Object.fromEntries(query)
  const written = useRef<RuleDocument>({})
  const kind = ruleKind(collection) ?? ruleKind(usual)
  if (kind === undefined) return null
  return (
    <Page title="New rule" up={[address('/rules'), 'Rules']}>
      <div class="new-rule-kind">
        <SelectField
          label="Kind of rule"
          value={kind.collection}
          onValue={(value) => {
            // what is filled in already goes along to the other kind, and what only this one has is there on the way back
            const given = { ...takeDraft(value), ...takeDraft(kind.collection), ...written.current }
            setQuery({ ...textsOf(given), collection: value })
          }}
          options={ruleKinds.map((one) => [one.collection, `${one.name} ${one.about}`] as const)}
        />
      </div>
      <RuleEditor
        key={kind.collection}
        kind={kind}
        suggested={documentOf(kind, suggested)}
        onDocument={(document) => {
          written.current = document
        }}
      />
    </Page>
  )
}

/** The draft of a new rule of a kind, which moves into the address. */
function takeDraft(collection: string): RuleDocument {
  const key = draftKey(collection, undefined)
  const draft = storedDraft(key)
  unsavedWork.remove(key)
  return draft?.document ?? {}
}

/** What is filled in, as an address carries it. */
function textsOf(document: RuleDocument): Record<string, string> {
  const all = Object.assign({}, ...ruleKinds.map((kind) => entriesOf(kind, documentToSend(kind, document))))
  return Object.fromEntries(Object.entries<string>(all).filter(([, text]) => text !== '' && text !== '{}'))
}
