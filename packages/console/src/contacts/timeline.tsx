import type { ComponentChildren } from 'preact'
import type { Timeline } from '../api/answers.ts'
import { EmptyState } from '../parts/messages/empty-state.tsx'
import { counted } from '../parts/values/count.ts'
import { Time } from '../parts/values/time.tsx'
import { RuleLink } from '../rules/sentence/rule-link.tsx'
import { address } from '../shell/router.ts'

interface Step {
  readonly at: string
  readonly text: ComponentChildren
}

/** All that happened to a contact, in one line of time. */
export function TimelineSteps({ timeline }: { timeline: Timeline }) {
  const steps = [
    ...exportSteps(timeline),
    ...washSteps(timeline),
    ...hopSteps(timeline),
    ...importSteps(timeline),
    ...undoSteps(timeline),
  ]
  if (steps.length === 0) return <EmptyState title="Nothing is kept of its way" />
  return (
    <ol class="way">
      {steps
        .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
        .map((step, nth) => (
          <li key={`${step.at} ${nth}`}>
            <Time at={step.at} />
            <div>{step.text}</div>
          </li>
        ))}
    </ol>
  )
}

function exportSteps({ exports }: Timeline): Step[] {
  return exports.map(({ at, batch, sync }) => ({
    at,
    text: (
      <>
        Exported from Eloqua{batch !== undefined && <span class="quiet"> in {batch.name}</span>}
        {sync !== undefined && <SyncLink sync={sync} />}
      </>
    ),
  }))
}

function washSteps({ washes }: Timeline): Step[] {
  return washes.map(({ at, changes, run }) => ({
    at,
    text: (
      <>
        {changes.length === 0 ? 'Washed: nothing to change' : `Washed: ${counted(changes.length, 'change')}`}
        {run !== undefined && (
          <>
            {' '}
            by <a href={address(`/runs/${run.id}`)}>{run.stage ?? 'a run'}</a>
          </>
        )}
        {changes.map((change) => (
          <span key={`${change.field} ${change.ruleType}`} class="way-change small">
            {change.field}: <RuleLink rule={change} />
          </span>
        ))}
      </>
    ),
  }))
}

const did: Readonly<Record<string, string>> = {
  moved: 'Handed on',
  done: 'Finished',
  dead: 'Failed for good',
  returned: 'Given back',
  buried: 'Failed for good, out of attempts',
  renewed: 'A newer export took its place',
  freed: 'Freed from a run that died',
  freedDead: 'Freed from a run that died, out of attempts',
  freedReplaced: 'Freed; a newer export took its place',
  redriven: 'Sent back by a person',
  corrected: 'Corrected and sent back by a person',
  discarded: 'Discarded by a person',
}

function hopSteps({ hops }: Timeline): Step[] {
  return hops.map(({ at, did: what, from, to, run }) => ({
    at,
    text: (
      <>
        {did[what] ?? what} <span class="quiet">{from === to ? `in ${from}` : `from ${from} to ${to}`}</span>
        {run !== undefined && (
          <>
            {' '}
            by <a href={address(`/runs/${run.id}`)}>{run.stage ?? 'a run'}</a>
          </>
        )}
      </>
    ),
  }))
}

function importSteps({ imports }: Timeline): Step[] {
  return imports.map((sync) => ({
    at: sync.endedAt ?? sync.startedAt ?? sync.plannedAt,
    text: (
      <>
        {sync.stage === 'update-indicators' ? 'Flagged in Eloqua' : 'Imported into Eloqua'}:{' '}
        {sync.status ?? sync.reason ?? sync.state}
        <SyncLink sync={sync} />
      </>
    ),
  }))
}

function undoSteps({ undos }: Timeline): Step[] {
  return undos.map(({ at, undo, state, by, values }) => ({
    at,
    text: (
      <>
        <a href={address(`/undo/${undo}`)}>Undo</a>
        {by === undefined ? '' : ` by ${by}`}: {counted(values.length, 'value')} {revert[state]}
      </>
    ),
  }))
}

const revert: Readonly<Record<string, string>> = {
  planned: 'about to be reverted',
  done: 'reverted',
  rejected: 'refused by Eloqua',
  dropped: 'left alone: under way again, or newer values in Eloqua',
}

function SyncLink({ sync }: { sync: Timeline['imports'][number] }) {
  return (
    <>
      {' '}
      <a class="small" href={address(`/syncs/${sync.id}`)}>
        {sync.syncUri ?? 'its sync'}
      </a>
    </>
  )
}
