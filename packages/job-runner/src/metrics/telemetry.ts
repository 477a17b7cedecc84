import type { Stage } from '@dwmops/fleet'
import { exitCodes, isFailure, isSuccess, type RunResult } from '@dwmops/fleet'
import type { Logger } from 'pino'
import type { RunCounts, RunMetrics, ValueCounts } from '../run/stage-context.ts'
import type { EgressProxy } from '../settings/egress-proxy.ts'
import { createGauges, type Gauges } from './metrics.ts'
import { pushMetrics } from './push-metrics.ts'

/** How a run ended, as its metrics report it. */
export interface RunEnd {
  readonly result: RunResult
  readonly counts: RunCounts
  readonly values: ValueCounts
  readonly finishedAt: Date
  readonly durationMs: number
}

/** Metrics of one run, and their way to the Pushgateway. A push that fails is logged and fails nothing. */
export interface Telemetry {
  readonly metrics: RunMetrics
  /** Pushes that the run started, without being waited for. */
  started(at: Date): void
  /** Pushes what the run did. */
  ended(end: RunEnd): Promise<void>
}

export function createTelemetry(options: {
  readonly stage: Stage
  readonly environment: string
  /** Undefined: nothing is pushed, which is said once. */
  readonly gateway: string | undefined
  readonly proxy: EgressProxy
  readonly log: Logger
}): Telemetry {
  const { stage, environment, gateway, proxy, log } = options
  const gauges = createGauges(stage.name)
  let lastPush = Promise.resolve()
  const push = async () => {
    if (gateway === undefined) return
    try {
      await pushMetrics(await gauges.text(), { address: gateway, proxy, stage: stage.name, environment })
    } catch (error) {
      log.error({ err: error }, 'metrics not pushed')
    }
  }
  return {
    metrics: { set: (name, value, ...[labels]) => gauges.set(name, value, labels) },
    started(at) {
      if (gateway === undefined) log.info('no PUSHGATEWAY: metrics are not pushed')
      gauges.set('dwm_last_start_timestamp_seconds', at.getTime() / 1000)
      lastPush = push()
    },
    async ended(end) {
      setEndMetrics(gauges, stage, end)
      await lastPush
      await push()
    },
  }
}

/** What did not happen is not set: a failed run moves no `last_success_unixtime`, one cut short no totals. */
function setEndMetrics(gauges: Gauges, stage: Stage, end: RunEnd): void {
  const finished = end.finishedAt.getTime() / 1000
  gauges.set('dwm_last_exit_code', exitCodes[end.result])
  gauges.set('dwm_run_duration_seconds', end.durationMs / 1000)
  for (const [result, records] of Object.entries(end.counts)) {
    if (records !== undefined) gauges.set('dwm_run_records', records, { result })
  }
  for (const [result, byField] of Object.entries(end.values)) {
    for (const [field, values] of Object.entries(byField))
      gauges.set('dwm_run_values', values, { result, field })
  }
  if (isSuccess(end.result)) gauges.set('last_success_unixtime', Math.floor(finished))
  if (isFailure(end.result)) gauges.set('dwm_last_failure_timestamp_seconds', finished)
  const didItsWork = isSuccess(end.result) || end.result === 'partial'
  if (!didItsWork || stage.name === 'clean-queues') return
  gauges.set('total_seconds', end.durationMs / 1000)
  gauges.set('total_records_total', end.counts.in)
}
