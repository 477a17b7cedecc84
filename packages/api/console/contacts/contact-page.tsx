import type { Timeline } from '../api/answers.ts'
import { ApiProblem } from '../api/problem.ts'
import { request } from '../api/request.ts'
import { useResource } from '../api/use-resource.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Panel } from '../parts/panel.tsx'
import { Page } from '../shell/page.tsx'
import { address } from '../shell/router.ts'
import { useMay } from '../shell/session.ts'
import { ContactNow } from './contact-now.tsx'
import { ContactSearch } from './contacts-page.tsx'
import { TimelineSteps } from './timeline.tsx'
import { WashList } from './wash-list.tsx'

/** The whole way of one contact: where it is, what each wash changed and why, every hop, what Eloqua answered. */
export function TimelinePage({ email }: { email: string }) {
  const timeline = useResource(`timeline ${email}`, async (signal) => {
    try {
      return await request<Timeline>(`/contacts/${encodeURIComponent(email)}/timeline`, { signal })
    } catch (thrown) {
      if (ApiProblem.from(thrown).status === 404) return 'unknown'
      throw thrown
    }
  })
  const known = timeline.data !== undefined && timeline.data !== 'unknown' && timeline.data.washes.length > 0
  const mayUndo = useMay('operator') && known
  return (
    <Page
      title={email}
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
        {(data) => (data === 'unknown' ? <Unknown email={email} /> : <TimelineParts timeline={data} />)}
      </Loaded>
    </Page>
  )
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

function TimelineParts({ timeline }: { timeline: Timeline }) {
  return (
    <>
      <Panel title="Where it is now">
        <ContactNow timeline={timeline} />
      </Panel>
      <Panel
        title="What the rules changed"
        about="Each wash, newest first; each field with the rule that did it"
        flush
      >
        <WashList washes={timeline.washes} />
      </Panel>
      <Panel title="Its way" about="Everything in order of time, newest first">
        <TimelineSteps timeline={timeline} />
      </Panel>
    </>
  )
}
