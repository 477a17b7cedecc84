import type { Timeline } from '../api/answers.ts'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { Time } from '../parts/values/time.tsx'
import { ValueChange } from '../parts/values/value-change.tsx'
import { RuleLink } from '../rules/sentence/rule-link.tsx'
import { address } from '../shell/router.ts'
import { Because } from './because-line.tsx'

/** The washes of a contact: each field before and after, with the rule that did it. */
export function WashList({ washes }: { washes: Timeline['washes'] }) {
  if (washes.length === 0) return <EmptyState title="It has not been washed yet" />
  return (
    <>
      {washes.map((wash) => (
        <section key={wash.id} aria-label={`Wash of ${wash.at}`}>
          <p class="wash-head">
            <strong>
              <Time at={wash.at} full />
            </strong>
            <span class="quiet">{wash.configName}</span>
            {wash.rules?.version !== undefined && (
              <a href={address(`/rules/versions/${wash.rules.version}`)}>
                rules version {wash.rules.version}
              </a>
            )}
            {wash.run !== undefined && <a href={address(`/runs/${wash.run.id}`)}>its run</a>}
          </p>
          {wash.changes.length === 0 ? (
            <EmptyState title="Nothing to change" />
          ) : (
            <Changes changes={wash.changes} superseded={wash.superseded} />
          )}
        </section>
      ))}
    </>
  )
}

type Wash = Timeline['washes'][number]

function Changes({ changes, superseded }: Pick<Wash, 'changes' | 'superseded'>) {
  return (
    <ul class="wash-changes">
      {changes.map((change) => (
        <li key={`${change.field} ${change.ruleType}`} class="wash-change">
          <span class="wash-change-field">{change.field}</span>
          <div>
            <ValueChange from={change.from} to={change.to} />
            <p class="quiet small">
              <Because of={change} />
            </p>
            {superseded.includes(change.field) && (
              <p class="quiet small">Not imported: Eloqua held a newer value, which stays</p>
            )}
          </div>
          <span class="small">
            <RuleLink rule={change} />
          </span>
        </li>
      ))}
    </ul>
  )
}
