import type { Claim } from '../api/answers.ts'
import { DataTable } from '../parts/layout/data-table.tsx'
import { Badge } from '../parts/messages/badge.tsx'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { count } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'

/** Which stage holds how many contacts, since when. */
export function HeldClaims({ claims }: { claims: readonly Claim[] }) {
  if (claims.length === 0) return <EmptyState title="No stage holds any contacts" />
  return (
    <DataTable
      caption="Contacts held by stages"
      rows={claims}
      keyOf={(claim) => claim.token}
      columns={[
        { title: 'Stage', cell: (claim) => claim.stage, heads: true },
        { title: 'Contacts', number: true, cell: (claim) => count(claim.size) },
        { title: 'Since', cell: (claim) => <Time at={claim.claimedAt} ago /> },
        {
          title: 'Held until',
          cell: (claim) =>
            claim.expired ? <Badge tone="warn">silent, will be freed</Badge> : <Time at={claim.until} ago />,
        },
      ]}
    />
  )
}
