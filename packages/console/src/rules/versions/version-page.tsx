import type { RuleSetDiff, RuleVersion } from '../../api/answers.ts'
import { request } from '../../api/request.ts'
import { useResource } from '../../api/use-resource.ts'
import { SelectField } from '../../parts/controls/field.tsx'
import { Loaded } from '../../parts/messages/loaded.tsx'
import { Time } from '../../parts/values/time.tsx'
import { Page } from '../../shell/page.tsx'
import { address, setQuery, usePlace } from '../../shell/router.ts'
import { RuleSetDifference } from './rule-set-diff.tsx'

/** What a version changed: against the one before it, or against the rules as they are now. */
export function VersionPage({ version }: { version: number }) {
  const against = usePlace().query.get('against')
  const to = version > 1 && against !== 'now' ? 'before' : 'now'
  const facts = useResource(`version ${version}`, (signal) =>
    request<RuleVersion>(`/rule-versions/${version}`, { signal }),
  )
  const diff = useResource(`diff ${version} ${to}`, (signal) =>
    to === 'before'
      ? request<RuleSetDiff>(`/rule-versions/${version - 1}/diff`, { query: { to: version }, signal })
      : request<RuleSetDiff>(`/rule-versions/${version}/diff`, { signal }),
  )
  return (
    <Page
      title={`Version ${version}`}
      up={[address('/rules/versions'), 'Versions']}
      about={
        facts.data !== undefined && (
          <>
            {facts.data.who}, <Time at={facts.data.publishedAt} full />
            {facts.data.note !== '' && `: ${facts.data.note}`}
          </>
        )
      }
    >
      <div class="filters">
        <SelectField
          label="Compared"
          value={to}
          onValue={(value) => setQuery({ against: value })}
          options={[
            ...(version > 1 ? [['before', `with version ${version - 1} before it`] as const] : []),
            ['now', 'with the rules as they are now'],
          ]}
        />
      </div>
      <Loaded of={diff}>{(data) => <RuleSetDifference diff={data} />}</Loaded>
    </Page>
  )
}
