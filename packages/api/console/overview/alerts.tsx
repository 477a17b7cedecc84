import type { Overview } from '../api/answers.ts'
import { count, counted } from '../parts/count.ts'
import { duration } from '../parts/duration.ts'
import { Notice } from '../parts/notice.tsx'
import { address } from '../shell/router.ts'
import { brokenResults } from './run-state.tsx'
import './alerts.css'

const oldSeconds = 6 * 3_600
const oldDeadSeconds = 7 * 86_400

/** What a person should look at, each with the page on which to do something about it; or the word that all is well. */
export function Alerts({ overview }: { overview: Overview }) {
  const alerts = [...deadLetters(overview), ...failedStages(overview), ...oldQueues(overview)]
  if (alerts.length === 0) return <p class="all-well">Nothing needs a person right now.</p>
  return (
    <ul class="alerts" aria-label="Needs a person">
      {alerts.map(({ title, text, to, action }) => (
        <li key={title}>
          <Notice
            tone="warn"
            title={title}
            actions={
              to !== undefined && (
                <a class="button button-plain" href={to}>
                  {action}
                </a>
              )
            }
          >
            <p>{text}</p>
          </Notice>
        </li>
      ))}
    </ul>
  )
}

interface Alert {
  readonly title: string
  readonly text: string
  readonly to?: string
  readonly action?: string
}

function deadLetters({ queues }: Overview): Alert[] {
  const dead = queues.reduce((sum, queue) => sum + queue.dead, 0)
  if (dead === 0) return []
  const where = queues
    .filter((queue) => queue.dead > 0)
    .map((queue) => `${count(queue.dead)} in ${queue.queue}`)
  return [
    {
      title: counted(dead, 'dead letter'),
      text: `Contacts that failed for good wait for a decision: ${where.join(', ')}.${oldest(queues)}`,
      to: address('/dead-letters'),
      action: 'Look at them',
    },
  ]
}

function oldest(queues: Overview['queues']): string {
  const seconds = Math.max(...queues.map(({ oldestDeadAgeMs }) => oldestDeadAgeMs)) / 1000
  return seconds > oldDeadSeconds ? ` The oldest has waited for ${duration(seconds)}.` : ''
}

function failedStages({ stages }: Overview): Alert[] {
  return stages.flatMap(({ stage, lastRun }) =>
    lastRun?.result != null && brokenResults.has(lastRun.result)
      ? [
          {
            title: `The last run of ${stage} failed`,
            text: lastRun.reason ?? 'It gave no reason; its log has more.',
            to: address(`/runs/${lastRun.id}`),
            action: 'See the run',
          },
        ]
      : [],
  )
}

function oldQueues({ queues }: Overview): Alert[] {
  return queues
    .filter((queue) => queue.oldestAgeMs / 1000 > oldSeconds)
    .map((queue) => ({
      title: `${queue.queue} does not move`,
      text: `Its oldest contact has waited for ${duration(queue.oldestAgeMs / 1000)}.`,
    }))
}
