import { withDatabases } from '../databases.ts'
import { printJson, printRows, say } from '../print.ts'
import { type FleetState, readFleetState } from './fleet-state.ts'
import { type ClusterOptions, openClusterIfAny } from './open-cluster.ts'

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
}

function printQueues({ queues }: FleetState): void {
  printRows(
    queues.map(({ queue, ready, held, dead, oldestAgeMs, forecast, countedAt }) => {
      return {
        queue,
        ready,
        held,
        dead,
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

function printStages({ namespace, stages }: FleetState): void {
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
        state: cronJob && (cronJob.suspended ? 'SUSPENDED' : cronJob.running > 0 ? 'running' : 'waiting'),
        lastSuccess: cronJob?.lastSuccess,
      }),
    })),
  )
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
