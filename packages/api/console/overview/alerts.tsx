import type { Overview } from '../api/answers.ts'
import type { Resource } from '../api/use-resource.ts'
import { duration } from '../parts/duration.ts'
import { Notice } from '../parts/notice.tsx'
import { alertsOf } from './alerts-of.ts'
import './alerts.css'

/** An answer of the overview speaks for the present so long: four times as long as until the next should come. */
const freshMs = 60_000

/**
 * What a person should look at, each with the page on which to do something about it. All is well only when there is nothing of
 * that and the overview is fresh; one that is not shows its age.
 */
export function Alerts({ of: { data, problem, readAt } }: { of: Resource<Overview> }) {
  if (data === undefined || readAt === undefined) return null
  const sinceReadMs = Math.max(0, Date.now() - readAt)
  const alerts = alertsOf(data, sinceReadMs)
  if (problem !== undefined || sinceReadMs > freshMs)
    alerts.unshift({
      title: 'This page is out of date',
      text: `It shows what was known ${duration(sinceReadMs / 1000)} ago; the last attempt to read it anew brought nothing.`,
    })
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
