import type { PackPlan } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { counted } from '../../parts/values/count.ts'
import { Page } from '../../shell/page.tsx'
import { address } from '../../shell/router.ts'
import { useMay } from '../../shell/session.ts'
import { PlannedAddition } from './planned-addition.tsx'

/** What would a pack add to the rules? Then previewed and published. */
export function PackPage({ name }: { name: string }) {
  const path = `/rule-packs/${encodeURIComponent(name)}`
  const plan = useResource(`${path}/plan`, async (signal) => {
    const [pack, found] = await Promise.all([
      request<{ title: string }>(path, { signal }),
      request<PackPlan>(`${path}/plan`, { signal }),
    ])
    return { title: pack.title, found }
  })
  return (
    <Page title={`Pack ${name}`} up={[address('/rules/packs'), 'Rule packs']} about={plan.data?.title}>
      <Loaded of={plan} rows={8}>
        {({ found }) => <Planned name={name} plan={found} />}
      </Loaded>
    </Page>
  )
}

function Planned({ name, plan }: { name: string; plan: PackPlan }) {
  const mayEdit = useMay('editor')
  const { added, present, overruled } = plan
  const counts = [
    `${counted(added, 'rule')} to add`,
    present > 0 && `${counted(present, 'rule')} there already`,
    overruled > 0 && `${counted(overruled, 'rule')} left out, as your own say something else`,
  ]
  return (
    <>
      <p role="status">{counts.filter(Boolean).join(', ')}.</p>
      <PlannedAddition
        plan={plan}
        held={!mayEdit}
        of={{ pack: name }}
        publishing={{ path: `/rule-packs/${encodeURIComponent(name)}`, body: {} }}
      />
    </>
  )
}
