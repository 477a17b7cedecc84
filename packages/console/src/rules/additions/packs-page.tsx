import type { PackListed } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { DataTable } from '../../parts/layout/data-table.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { count } from '../../parts/values/count.ts'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'

/** Which rule sets come with the program? */
export function PacksPage() {
  const packs = useResource('rule packs', (signal) =>
    request<{ items: PackListed[] }>('/rule-packs', { signal }),
  )
  return (
    <Page
      title="Rule packs"
      up={[address('/rules'), 'Rules']}
      about="Rules for contacts of any country. Your own rules come first: a pack changes nothing of them."
    >
      <Panel title="Packs" about="In the order in which they are best added" flush>
        <Loaded of={packs} rows={8}>
          {({ items }) => (
            <DataTable caption="Packs" rows={items} keyOf={({ name }) => name} columns={columns} />
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

const columns = [
  {
    title: 'Pack',
    heads: true,
    cell: ({ name }: PackListed) => <a href={address(`/rules/packs/${name}`)}>{name}</a>,
  },
  { title: 'What it does', wide: true, cell: ({ title }: PackListed) => title },
  { title: 'Rules', number: true, cell: ({ rules }: PackListed) => count(rules) },
]
