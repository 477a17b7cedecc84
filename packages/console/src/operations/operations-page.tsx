import { useState } from 'preact/hooks'
import type { Operations } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { Button } from '../parts/controls/button.tsx'
import { type Column, DataTable } from '../parts/layout/data-table.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Badge } from '../parts/messages/badge.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { counted } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { ConfirmOperation } from './confirm-operation.tsx'
import type { Operation } from './operation-words.ts'

const refreshMs = 10_000

type Stage = Operations['stages'][number]

/** The stages in the cluster: paused, resumed, run now, drained; each says first what it will do. */
export function OperationsPage() {
  const operations = useResource('operations', (signal) => request<Operations>('/operations', { signal }), {
    refreshMs,
  })
  const [asking, setAsking] = useState<Operation>()
  const mayOperate = useMay('operator') && operations.data?.available === true
  const leave = () => setAsking(undefined)
  return (
    <Page
      title="Operations"
      about="The stages as the cluster has them."
      actions={mayOperate && <Button onClick={() => setAsking({ do: 'drain' })}>Drain the queues …</Button>}
    >
      <Panel title="Stages" flush>
        <Loaded of={operations}>
          {({ available, stages }) =>
            available ? (
              <DataTable
                caption="Stages"
                rows={stages}
                keyOf={({ stage }) => stage}
                columns={mayOperate ? [...columns, actionsColumn(setAsking)] : columns}
              />
            ) : (
              <EmptyState title="The console may not operate the stages here">
                The component api-operations gives it the rights; until then <code>dwm</code> does it.
              </EmptyState>
            )
          }
        </Loaded>
      </Panel>
      {asking !== undefined && (
        <ConfirmOperation
          operation={asking}
          onLeave={leave}
          onDone={() => {
            leave()
            operations.reload()
          }}
        />
      )}
    </Page>
  )
}

const columns: readonly Column<Stage>[] = [
  {
    title: 'Stage',
    heads: true,
    cell: ({ stage }) => <a href={address(`/stages/${stage}`)}>{stage}</a>,
  },
  {
    title: 'State',
    cell: ({ suspended, running }) =>
      suspended ? (
        <Badge tone="warn">paused</Badge>
      ) : (
        <Badge tone={running > 0 ? 'accent' : 'quiet'}>{running > 0 ? 'running' : 'waits'}</Badge>
      ),
  },
  { title: 'Runs now', cell: ({ running }) => (running === 0 ? 'none' : counted(running, 'run')) },
  { title: 'Schedule (UTC)', cell: ({ schedule }) => <code>{schedule}</code> },
  {
    title: 'Last scheduled',
    wide: true,
    cell: ({ lastScheduledAt }) => (lastScheduledAt === null ? 'never' : <Time at={lastScheduledAt} full />),
  },
]

function actionsColumn(onAsk: (operation: Operation) => void): Column<Stage> {
  return {
    title: 'Do',
    cell: ({ stage, suspended }) => (
      <>
        <Button
          kind="bare"
          aria-label={`${suspended ? 'Resume' : 'Pause'} ${stage}`}
          onClick={() => onAsk({ do: suspended ? 'resume' : 'pause', stage })}
        >
          {suspended ? 'Resume …' : 'Pause …'}
        </Button>
        <Button kind="bare" aria-label={`Run ${stage} now`} onClick={() => onAsk({ do: 'run', stage })}>
          Run now …
        </Button>
      </>
    ),
  }
}
