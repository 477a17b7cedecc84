import { type ClusterOptions, openClusterIfAny } from '@dwmops/cluster'
import { withDatabases } from '../databases.ts'
import { printJson, printRows, say } from '../print.ts'
import { type FleetState, readFleetState } from './fleet-state.ts'

export async function status({
  json = false,
  ...options
}: ClusterOptions & { json?: boolean }): Promise<void> {
  const state = await withDatabases(({ queueDb }) => readFleetState(queueDb, openClusterIfAny(options)))
  if (json) printJson({ ...state, namespace: state.namespace ?? null })
  else print(state)
}

function print(state: FleetState): void {
  printQueues(state)
  say('\nheld claims')
  printClaims(state)
  printStages(state)
  printWaiting(state)
}

function printQueues({ queues }: FleetState): void {
  printRows(
    queues.map(({ queue, ready, held, dead, oldestDeadAgeMs, oldestAgeMs, forecast, countedAt }) => {
      return {
        queue,
        ready,
        held,
        dead,
        oldestDead: dead > 0 ? inTime(oldestDeadAgeMs / 1000) : undefined,
        oldest: inTime(oldestAgeMs / 1000),
        eta: inTime(forecast?.seconds),
        emptyAt: forecast?.finishAt,
        countedAt,
      }
    }),
  )
}

function printClaims({ claims }: FleetState): void {
  printRows(
    claims.map(({ queue, stage, owner, size, until, expired }) => ({
      queue,
      stage,
      owner,
      size,
      until,
      expired,
    })),
  )
}

function printWaiting({ waitingPods }: FleetState): void {
  if (waitingPods.length === 0) return
  say('\npods that have not started')
  printRows(waitingPods.map((waiting) => ({ ...waiting })))
}

function printStages({ namespace, stages, waitingPods }: FleetState): void {
  const waits = new Map(waitingPods.map(({ component, why }) => [component, `waits: ${why.split(':')[0]}`]))

  say(
    namespace === undefined
      ? '\nstages (no cluster is known: schedules and suspensions are not)'
      : `\nstages in ${namespace}`,
  )
  printRows(
    stages.map(({ stage, lastRun, cronJob }) => ({
      stage,
      lastRun: lastRun?.startedAt,
      result: lastRun === undefined ? undefined : (lastRun.result ?? 'no end yet'),
      in: lastRun?.counts?.in,
      out: lastRun?.counts?.out,
      failed: lastRun?.counts?.failed,
      took: inTime(lastRun?.durationMs === undefined ? undefined : lastRun.durationMs / 1000),
      ...(namespace !== undefined && {
        schedule: cronJob?.schedule ?? 'no CronJob',
        state: waits.get(stage) ?? (cronJob && stateOf(cronJob)),
        lastSuccess: cronJob?.lastSuccess,
      }),
    })),
  )
}

function stateOf({ suspended, running }: { suspended: boolean; running: number }): string {
  if (suspended) return 'SUSPENDED'
  return running > 0 ? 'running' : 'waiting'
}

/** `1h 5m`, `3m 20s`, `4s`. */
function inTime(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}s`
  return whole < 3600
    ? `${Math.floor(whole / 60)}m ${whole % 60}s`
    : `${Math.floor(whole / 3600)}h ${Math.floor((whole % 3600) / 60)}m`
}
