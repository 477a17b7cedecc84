import type { ComponentChild } from 'preact'
import { ChangesPage } from './changes/changes-page.tsx'
import { TimelinePage } from './contacts/contact-page.tsx'
import { ContactsPage } from './contacts/contacts-page.tsx'
import { DeadLettersPage } from './dead-letters/dead-letters-page.tsx'
import { OperationsPage } from './operations/operations-page.tsx'
import { OverviewPage } from './overview/overview-page.tsx'
import { RunPage } from './overview/run-page.tsx'
import { StagePage } from './overview/stage/stage-page.tsx'
import { EmptyState } from './parts/messages/empty-state.tsx'
import { PreviewPage } from './preview/preview-page.tsx'
import { PreviewsPage } from './preview/previews-page.tsx'
import { PackPage } from './rules/additions/pack-page.tsx'
import { PacksPage } from './rules/additions/packs-page.tsx'
import { SheetPage } from './rules/additions/sheet-page.tsx'
import { AnalyticsPage } from './rules/analytics/analytics-page.tsx'
import { NewRulePage } from './rules/editor/new-rule-page.tsx'
import { ReplacePage } from './rules/replace/replace-page.tsx'
import { RulePage } from './rules/rule-page.tsx'
import { RulesPage } from './rules/rules-page.tsx'
import { TrialPage } from './rules/trial/trial-page.tsx'
import { VersionPage } from './rules/versions/version-page.tsx'
import { VersionsPage } from './rules/versions/versions-page.tsx'
import { RunbookPage } from './runbooks/runbook-page.tsx'
import { Page } from './shell/page.tsx'
import { address } from './shell/router.ts'
import { SyncPage } from './syncs/sync-page.tsx'
import { SyncsPage } from './syncs/syncs-page.tsx'
import { UndoPage } from './undo/undo-page.tsx'
import { UndoRunPage } from './undo/undo-run-page.tsx'

type Render = (...parts: readonly string[]) => ComponentChild

/** Every page with its address; `:` stands for a part that is handed to it. The first that fits counts. */
const pages: readonly (readonly [pattern: string, render: Render])[] = [
  ['/', () => <OverviewPage />],
  ['/runs/:', (id = '') => <RunPage id={id} />],
  ['/stages/:', (stage = '') => <StagePage stage={stage} />],
  ['/contacts', () => <ContactsPage />],
  ['/contacts/:', (email = '') => <TimelinePage email={email} />],
  ['/rules', () => <RulesPage />],
  ['/rules/new', () => <NewRulePage />],
  ['/rules/analytics', () => <AnalyticsPage />],
  ['/rules/try', () => <TrialPage />],
  ['/rules/replace', () => <ReplacePage />],
  ['/rules/sheet', () => <SheetPage />],
  ['/rules/packs', () => <PacksPage />],
  ['/rules/packs/:', (name = '') => <PackPage name={name} />],
  ['/rules/versions', () => <VersionsPage />],
  ['/rules/versions/:', (version = '') => <VersionPage version={Number(version)} />],
  ['/rules/:/:', (collection = '', id = '') => <RulePage collection={collection} id={id} />],
  ['/previews', () => <PreviewsPage />],
  ['/previews/:', (id = '') => <PreviewPage id={id} />],
  ['/dead-letters', () => <DeadLettersPage />],
  ['/syncs', () => <SyncsPage />],
  ['/syncs/:', (id = '') => <SyncPage id={id} />],
  ['/operations', () => <OperationsPage />],
  ['/changes', () => <ChangesPage />],
  ['/runbooks', () => <RunbookPage />],
  ['/runbooks/:', (anchor = '') => <RunbookPage anchor={anchor} />],
  ['/undo', () => <UndoPage />],
  ['/undo/:', (id = '') => <UndoRunPage id={id} />],
]

/** The page that a path names. */
export function pageFor(path: string): ComponentChild {
  for (const [pattern, render] of pages) {
    const parts = partsOf(pattern, path)
    if (parts !== undefined) return render(...parts)
  }
  return (
    <Page title="There is no such page">
      <EmptyState title="The address leads nowhere">
        <a href={address('/')}>To the overview</a>
      </EmptyState>
    </Page>
  )
}

function partsOf(pattern: string, path: string): string[] | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  if (wanted.some((part, at) => part !== ':' && part !== given[at])) return undefined
  return given.filter((_, at) => wanted[at] === ':').map(decoded)
}

/** A part of an address; one that is badly written, such as a lone %, as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
