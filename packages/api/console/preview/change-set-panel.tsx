import { useState } from 'preact/hooks'
import type { Preview } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useAction } from '../api/use-action.ts'
import { Button } from '../parts/button.tsx'
import { counted } from '../parts/count.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { SelectField, TextField } from '../parts/field.tsx'
import { ProblemNotice } from '../parts/notice.tsx'
import { Panel } from '../parts/panel.tsx'
import { RuleSentence } from '../rules/rule-sentence.tsx'
import { address, go } from '../shell/router.ts'
import { dropAllChanges, dropChange, type RuleChange, useChangeSet } from './change-set.ts'
import './change-set-panel.css'

const overs = [
  ['queued', 'contacts in the queues now'],
  ['1', 'contacts of the last day'],
  ['7', 'contacts of the last 7 days'],
  ['30', 'contacts of the last 30 days'],
] as const

/** The changes that wait, with what they are to be tried on. */
export function ChangeSetPanel() {
  const changes = useChangeSet()
  if (changes.length === 0) {
    return (
      <Panel title="Changes to preview">
        <EmptyState title="No changes wait">
          <a href={address('/rules')}>Find a rule</a> to change, or{' '}
          <a href={address('/rules/new')}>make a new one</a>; it comes here first.
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel
      title={counted(changes.length, 'change waits', 'changes wait')}
      about="They are previewed and published together"
      actions={
        <Button kind="bare" onClick={dropAllChanges}>
          Drop all
        </Button>
      }
    >
      <ul class="change-set">
        {changes.map((change, at) => (
          <li key={`${change.collection} ${change.id ?? at}`}>
            <Change change={change} />
            <Button kind="bare" aria-label={`Drop change ${at + 1}`} onClick={() => dropChange(at)}>
              Drop
            </Button>
          </li>
        ))}
      </ul>
      <RunPreview changes={changes} />
    </Panel>
  )
}

function Change({ change: { do: what, collection, id, document, before } }: { change: RuleChange }) {
  return (
    <div class="change">
      {before !== undefined && (
        <p class="rule-diff-gone">
          <span class="visually-hidden">before: </span>
          <RuleSentence collection={collection} document={before} />
        </p>
      )}
      {document !== undefined && (
        <p class="rule-diff-new">
          <span class="visually-hidden">then: </span>
          <RuleSentence collection={collection} document={document} />
        </p>
      )}
      <p class="small quiet">
        {what === 'create' ? 'new rule' : what === 'delete' ? 'rule taken out' : 'changed rule'}
        {id !== undefined && what === 'change' && (
          <>
            {', '}
            <a href={address(`/rules/${collection}/${encodeURIComponent(id)}`)}>edit again</a>
          </>
        )}
      </p>
    </div>
  )
}

function RunPreview({ changes }: { changes: readonly RuleChange[] }) {
  const [over, setOver] = useState('7')
  const [note, setNote] = useState('')
  const run = useAction(async () => {
    const { id } = await request<Preview>('/previews', {
      method: 'POST',
      body: {
        changes: changes.map(({ before: _, ...change }) => change),
        over: over === 'queued' ? { queued: true } : { days: Number(over) },
        ...(note !== '' && { note }),
      },
    })
    dropAllChanges()
    go(address(`/previews/${id}`))
  })
  return (
    <>
      <div class="run-preview">
        <SelectField label="Try on" value={over} onValue={setOver} options={overs} />
        <TextField
          label="Note (optional)"
          hint="Why the rules change; kept with the version"
          value={note}
          onValue={setNote}
        />
        <Button kind="main" busy={run.busy} onClick={() => void run.run()}>
          Run the preview
        </Button>
      </div>
      {run.problem !== undefined && <ProblemNotice problem={run.problem} />}
    </>
  )
}
