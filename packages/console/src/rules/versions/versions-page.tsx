import { useState } from 'preact/hooks'
import type { Page as ItemPage, RuleVersion } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { usePages } from '../../api/use-pages.ts'
import { refreshMs } from '../../api/use-resource.ts'
import { Button } from '../../parts/controls/button.tsx'
import { type Column, DataTable } from '../../parts/layout/data-table.tsx'
import { MorePages } from '../../parts/layout/more-pages.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { Badge } from '../../parts/messages/badge.tsx'
import { EmptyState } from '../../parts/messages/empty-state.tsx'
import { count } from '../../parts/values/count.ts'
import { Time } from '../../parts/values/time.tsx'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { RuleTabs } from '../rule-tabs.tsx'
import { RollBack } from './roll-back.tsx'

/** Who changed the rules, when and why; what differs; the way back. */
export function VersionsPage() {
  const versions = usePages(
    'rule versions',
    (cursor, signal) => request<ItemPage<RuleVersion>>('/rule-versions', { query: { cursor }, signal }),
    { refreshMs },
  )
  const [leaving, setLeaving] = useState<RuleVersion>()
  const mayEdit = useMay('editor')
  return (
    <Page
      title="Versions of the rules"
      about="Each publication is a version with who, when and why. None is ever lost."
    >
      <RuleTabs here="/rules/versions" />
      <Panel title="Newest first" flush>
        <MorePages
          of={versions}
          empty={
            <EmptyState title="Nothing was published yet">
              The rules are as they were found; the first change makes version 1.
            </EmptyState>
          }
        >
          {(rows) => <VersionTable versions={rows} onLeave={mayEdit ? setLeaving : undefined} />}
        </MorePages>
      </Panel>
      {leaving !== undefined && (
        <RollBack to={leaving} onClose={() => setLeaving(undefined)} onDone={versions.reload} />
      )}
    </Page>
  )
}

interface TableProps {
  readonly versions: readonly RuleVersion[]
  /** Goes back to a version; undefined for anyone who may not. */
  readonly onLeave: ((to: RuleVersion) => void) | undefined
}

function VersionTable({ versions, onLeave }: TableProps) {
  return (
    <DataTable
      caption="Versions"
      rows={versions}
      keyOf={({ version }) => String(version)}
      columns={onLeave === undefined ? columns : [...columns, wayBack(onLeave)]}
    />
  )
}

const columns: readonly Column<RuleVersion>[] = [
  {
    title: 'Version',
    heads: true,
    cell: ({ version, current }) => (
      <span class="nowrap">
        <a href={address(`/rules/versions/${version}`)}>{version}</a>{' '}
        {current && <Badge tone="good">current</Badge>}
      </span>
    ),
  },
  { title: 'Published', cell: ({ publishedAt }) => <Time at={publishedAt} /> },
  { title: 'By', cell: ({ who }) => who },
  { title: 'Note', wide: true, cell: ({ note }) => note },
  { title: 'Rules', number: true, cell: ({ rules }) => count(rules) },
]

function wayBack(onLeave: (to: RuleVersion) => void): Column<RuleVersion> {
  return {
    title: 'Way back',
    cell: (version) =>
      !version.current && (
        <Button kind="bare" onClick={() => onLeave(version)}>
          Go back to {version.version}
        </Button>
      ),
  }
}
