import type { Overview, Timeline } from '../api/answers.ts'
import { ApiProblem } from '../api/problem.ts'
import { request } from '../api/request.ts'
import { refreshMs, useResource } from '../api/use-resource.ts'
import { Panel } from '../parts/layout/panel.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Loaded } from '../parts/messages/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { ContactFieldsPanel } from './contact-fields.tsx'
import { ContactNow } from './contact-now.tsx'
import { ContactSearch } from './contacts-page.tsx'
import { DryRun } from './dry-run.tsx'
import { TimelineSteps } from './timeline.tsx'
import { TouchedRulesTable } from './touched-rules-table.tsx'
import { WashList } from './wash-list.tsx'
import { whatNext } from './what-next.ts'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The whole way of one contact: where it is, what each wash changed and why, every hop, what Eloqua answered. */
export function TimelinePage({ email }: { email: string }) {
  const load = async (signal: AbortSignal) => {
    try {
      return await request<Timeline>(`/contacts/${encodeURIComponent(email)}/timeline`, { signal })
    } catch (thrown) {
      if (ApiProblem.from(thrown).status === 404) return 'unknown'
      throw thrown
    }
  }
  const timeline = useResource(`timeline ${email}`, load, { refreshMs })
  const known = timeline.data !== undefined && timeline.data !== 'unknown' && timeline.data.washes.length > 0
  const mayUndo = useMay('operator') && known
  return (
    <Page
      title={nameOf(timeline.data) ?? email}
      up={[address('/contacts'), 'Contacts']}
      actions={
        mayUndo && (
          <a class="button button-plain" href={address('/undo', { contact: email })}>
            Undo its washes
          </a>
        )
      }
    >
      <Loaded of={timeline} rows={8}>
        {(data) =>
          data === 'unknown' ? <Unknown email={email} /> : <TimelineParts email={email} timeline={data} />
        }
      </Loaded>
    </Page>
  )
}

/** Its address, where it was asked for by an id. */
function nameOf(timeline: Timeline | 'unknown' | undefined): string | undefined {
  return timeline === 'unknown' ? undefined : timeline?.key
}

function Unknown({ email }: { email: string }) {
  return (
    <Panel title="Nothing is known of it">
      <EmptyState title="No contact of this address came through">
        It was not exported in the time that is kept, or under another spelling.
      </EmptyState>
      <ContactSearch known={email} />
    </Panel>
  )
}

function TimelineParts({ email, timeline }: { email: string; timeline: Timeline }) {
  const { now, washes } = timeline
  return (
    <>
      <div class="columns">
        <Panel title="Where it is now">
          <ContactNow timeline={timeline} />
        </Panel>
        <Panel title="What happens next">
          <WhatNext now={now} />
        </Panel>
      </div>
      <ContactFieldsPanel email={email} />
      <Panel
        title="What the rules changed"
        about="Each wash, newest first; each field with the rule that did it"
        flush
      >
        <WashList washes={washes} />
      </Panel>
      {washes.some(({ changes }) => changes.length > 0) && (
        <Panel title="Rules that changed it" about="The latest first" flush>
          <TouchedRulesTable washes={washes} />
        </Panel>
      )}
      {now !== undefined && <DryRun email={email} />}
      <Panel title="Timeline" about={`Everything in order of time, newest first. Times are in ${zone}`}>
        <TimelineSteps timeline={timeline} />
      </Panel>
    </>
  )
}

function WhatNext({ now }: { now: Timeline['now'] }) {
  const overview = useResource('stages', (signal) => request<Overview>('/overview', { signal }), {
    refreshMs,
  })
  return (
    <Loaded of={overview} rows={2}>
      {({ stages }) => (
        <>
          {whatNext(now, stages).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </>
      )}
    </Loaded>
  )
}
