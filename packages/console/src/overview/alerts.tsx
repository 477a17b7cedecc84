import { alertConditions } from '@dwmops/fleet/alerts'
import type { Overview } from '../api/answers.ts'
import type { Resource } from '../api/use-resource.ts'
import { Badge } from '../parts/messages/badge.tsx'
import { Notice } from '../parts/messages/notice.tsx'
import { duration } from '../parts/values/duration.ts'
import { address } from '../shell/router.ts'
import type { Alert } from './alert.ts'
import { alertsOf, conditionOf } from './alerts-of.ts'
import './alerts.css'

/**
 * What a person should look at, each with the page on which to do something about it. All is well only when there is nothing of
 * that and the overview is fresh; one that is not shows its age.
 */
export function Alerts({ of: { data, problem, readAt } }: { of: Resource<Overview> }) {
  if (data === undefined || readAt === undefined) return null
  const sinceReadMs = Math.max(0, Date.now() - readAt)
  const alerts = alertsOf(data, sinceReadMs)
  if (problem !== undefined || sinceReadMs > alertConditions.pageOld.limit * 1000)
    alerts.unshift({
      name: 'pageOld',
      title: 'This page is out of date',
      text: `It is of ${duration(sinceReadMs / 1000)} ago.`,
    })
  if (alerts.length === 0) return <p class="all-well">Nothing needs a person right now.</p>
  return (
    <ul class="alerts" aria-label="Needs a person">
      {alerts.map((alert) => (
        <li key={alert.title}>
          <AlertNotice alert={alert} />
        </li>
      ))}
    </ul>
  )
}

function AlertNotice({ alert }: { alert: Alert }) {
  const { title, text, to, action } = alert
  const { severity, meaning, wayOut, runbook } = conditionOf(alert)
  return (
    <Notice
      tone="warn"
      title={title}
      actions={
        <>
          {to !== undefined && (
            <a class="button button-plain" href={to}>
              {action}
            </a>
          )}
          <a class="button button-plain" href={address(`/runbooks/${runbook}`)}>
            Runbook<span class="visually-hidden"> of {title}</span>
          </a>
        </>
      }
    >
      {text !== undefined && <p>{text}</p>}
      <p class="small">
        <Badge tone={severity === 'critical' ? 'bad' : 'warn'}>{severity}</Badge> {meaning} {wayOut}
      </p>
    </Notice>
  )
}
