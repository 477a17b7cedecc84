import type { Run } from '../api/answers.ts'
import { request } from '../api/request.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Download } from '../parts/controls/download.tsx'
import { Facts } from '../parts/layout/facts.tsx'
import { Panel } from '../parts/layout/panel.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { count } from '../parts/values/count.ts'
import { duration } from '../parts/values/duration.ts'
import { Time } from '../parts/values/time.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { RunState } from './run-state.tsx'

/** What one run of a stage did, and how it ended. */
export function RunPage({ id }: { id: string }) {
  const run = useResource(
    `run ${id}`,
    (signal) => request<Run>(`/runs/${encodeURIComponent(id)}`, { signal }),
    { refreshMs },
  )
  const mayUndo = useMay('operator')
  const washed = run.data?.stage === 'wash-contacts'
  return (
    <Page
      title={run.data === undefined ? 'Run' : `Run of ${run.data.stage}`}
      up={[address('/'), 'Overview']}
      actions={
        washed && (
          <>
            <Download path={`/runs/${encodeURIComponent(id)}/changes.csv`} name={`changes-of-run-${id}`} />
            {mayUndo && (
              <a class="button button-plain" href={address('/undo', { run: id })}>
                Undo what it changed
              </a>
            )}
          </>
        )
      }
    >
      <Loaded of={run}>
        {(data) => (
          <Panel title="What it did">
            <Facts facts={factsOf(data)} />
          </Panel>
        )}
      </Loaded>
    </Page>
  )
}

function factsOf(run: Run) {
  const counts = Object.entries(run.counts ?? {})
  return [
    ['Result', <RunState key="result" run={run} />],
    ['Started', <Time key="started" at={run.startedAt} full />],
    ['Finished', run.finishedAt === null ? 'not yet, or it was killed' : <Time at={run.finishedAt} full />],
    ['Took', run.durationMs === null ? undefined : duration(run.durationMs / 1000)],
    ['Why', run.reason ?? undefined],
    ['Contacts', counts.map(([name, number]) => `${count(number)} ${name}`).join(', ') || undefined],
    ['Ran as', run.owner],
    ['Environment', run.dryRun ? `${run.environment}, dry run` : run.environment],
    ['Exit code', run.exitCode ?? undefined],
    ['Id', <code key="id">{run.id}</code>],
  ] as const
}
