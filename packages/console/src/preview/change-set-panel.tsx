import { useState } from 'preact/hooks'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { counted } from '../parts/values/count.ts'
import { address } from '../shell/router.ts'
import { dropChange, dropChanges, useChangeSet } from './change-set.ts'
import { DropChanges } from './drop-changes.tsx'
import { RunPreview } from './run-preview.tsx'
import { WaitingChange } from './waiting-change.tsx'
import './change-set-panel.css'

/** The changes that wait, with what they are to be tried on. */
export function ChangeSetPanel() {
  const changes = useChangeSet()
  const [turn, setTurn] = useState(0)
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
      actions={<DropChanges changes={changes} onDrop={() => dropChanges(changes)} label="Drop all" />}
    >
      <ul class="change-set">
        {changes.map((change, at) => (
          <li key={`${change.collection} ${change.id ?? at}`}>
            <WaitingChange key={turn} change={change} />
            <DropChanges
              changes={[change]}
              onDrop={() => dropChange(at)}
              label="Drop"
              name={`Drop change ${at + 1}`}
            />
          </li>
        ))}
      </ul>
      <RunPreview
        of={{ changes: changes.map(({ before: _, ...change }) => change) }}
        onBegun={() => dropChanges(changes)}
        onRefused={() => setTurn(turn + 1)}
      >
        <a class="button button-plain" href={address('/rules/try')}>
          Try on single contacts
        </a>
      </RunPreview>
    </Panel>
  )
}
