import { useResource } from '../api/use-resource.ts'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import type { Runbook } from './runbooks-in.ts'
import './runbook-page.css'

/** What to do about an alert; without a name the list of all runbooks. */
export function RunbookPage({ anchor }: { anchor?: string }) {
  const runbooks = useResource('runbooks', loadRunbooks)
  const found = runbooks.data?.find((one) => one.anchor === anchor)
  return (
    <Page
      title={found === undefined ? 'Runbooks' : `Runbook: ${found.title}`}
      up={anchor === undefined ? [address('/'), 'Overview'] : [address('/runbooks'), 'Runbooks']}
      about="What each alert means, how to look, what to do. Commands are for the project of the fleet."
    >
      <Loaded of={runbooks} rows={8}>
        {(all) => {
          if (found !== undefined)
            return (
              <Panel title={found.title}>
                {/* the project's own words, made to HTML when the console was built */}
                <div class="runbook" dangerouslySetInnerHTML={{ __html: found.html }} />
              </Panel>
            )
          return (
            <Panel title="All runbooks">
              {anchor !== undefined && <EmptyState title="There is no runbook of this name" />}
              <ul>
                {all.map((one) => (
                  <li key={one.anchor}>
                    <a href={address(`/runbooks/${one.anchor}`)}>{one.title}</a>
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** They come with the console's own files, so that they can be read while the database is away. */
async function loadRunbooks(signal: AbortSignal): Promise<readonly Runbook[]> {
  const response = await fetch('console.runbooks.json', { signal })
  if (!response.ok) throw new Error(`the runbooks could not be read: ${response.status}`)
  return (await response.json()) as Runbook[]
}
