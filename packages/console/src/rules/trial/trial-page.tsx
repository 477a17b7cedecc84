import { useState } from 'preact/hooks'
import type { RuleTrial, TrialContacts } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useAction } from '../../api/use-action.ts'
import { Panel } from '../../parts/layout/panel.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { Notice, ProblemNotice } from '../../parts/messages/notice.tsx'
import { counted } from '../../parts/values/count.ts'
import { useChangeSet } from '../../preview/change-set.ts'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { RuleTabs } from '../rule-tabs.tsx'
import { TrialForm } from './trial-form.tsx'
import { TriedContact } from './tried-contact.tsx'
import './trial.css'

/** What do all rules together make of single contacts, now and with the changes that wait? */
export function TrialPage() {
  const mayTry = useMay('editor')
  return (
    <Page
      title="Try on contacts"
      about="A few contacts through all rules, every step to be seen. Nothing is written."
    >
      <RuleTabs here="/rules/try" />
      {mayTry ? <Trial /> : <EmptyState title="This needs the role editor" />}
    </Page>
  )
}

function Trial() {
  const waiting = useChangeSet()
  const [trial, setTrial] = useState<RuleTrial>()
  const run = useAction(async (contacts: TrialContacts) => {
    setTrial(undefined)
    const changes = waiting.map(({ before: _, ...change }) => change)
    const body = { contacts, ...(changes.length > 0 && { changes }) }
    setTrial(await request<RuleTrial>('/rule-set/try', { method: 'POST', body }))
  })
  return (
    <>
      <Panel
        title="Which contacts"
        about={
          waiting.length === 0 ? (
            'They are washed as they were exported, by the present rules'
          ) : (
            <>
              They are washed as they were exported, with{' '}
              <a href={address('/previews')}>
                {counted(waiting.length, 'change that waits', 'changes that wait')}
              </a>
            </>
          )
        }
      >
        <TrialForm busy={run.busy} onTry={(contacts) => void run.run(contacts)} />
        {run.problem !== undefined && <ProblemNotice problem={run.problem} />}
      </Panel>
      {trial !== undefined && <Tried trial={trial} />}
    </>
  )
}

function Tried({ trial: { contacts, unknown } }: { trial: RuleTrial }) {
  return (
    <div class="trial-contacts" aria-live="polite">
      {unknown.length > 0 && (
        <Notice tone="warn" title="Not known to the queues">
          <p>{unknown.join(', ')}</p>
        </Notice>
      )}
      {contacts.length === 0 && <EmptyState title="There is no contact to try" />}
      {contacts.map((contact, nth) => (
        <TriedContact key={`${contact.name} ${nth}`} of={contact} />
      ))}
    </div>
  )
}
