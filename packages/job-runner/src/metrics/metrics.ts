import type { StageName } from '@dwmops/fleet'
import { type MetricDefinition, type MetricName, metricsTable } from '@dwmops/fleet'
import { Gauge, Registry } from 'prom-client'

/**
 * The gauges of one run. A gauge exists once it is set: one that was made and never set would be pushed as 0
 * and overwrite what an earlier run pushed.
 */
export interface Gauges {
  set(name: MetricName, value: number, labels?: Readonly<Record<string, string>>): void
  /** Text form of all gauges that were set. */
  text(): Promise<string>
}

/** Throws RangeError from `set` for a metric that is not the stage's, a wrong label or a value that is no number. */
export function createGauges(stage: StageName): Gauges {
  const registry = new Registry()
  registry.setDefaultLabels({ stage })
  const gauges = new Map<MetricName, Gauge>()
  return {
    set(name, value, labels = {}) {
      const metric: MetricDefinition = metricsTable[name]
      check(stage, name, metric, value, labels)
      const gauge = gauges.get(name) ?? makeGauge(registry, name, metric)
      gauges.set(name, gauge)
      gauge.set(labels, value)
    },
    text: () => registry.metrics(),
  }
}

function makeGauge(registry: Registry, name: string, { help, labels }: MetricDefinition): Gauge {
  return new Gauge({ name, help, labelNames: [...labels], registers: [registry] })
}

function check(
  stage: StageName,
  name: string,
  metric: MetricDefinition,
  value: number,
  labels: Readonly<Record<string, string>>,
): void {
  if (!metric.stages.includes(stage))
    throw new RangeError(`metric ${name} is not one that ${stage} sets: see metrics-table.ts`)
  if (!Number.isFinite(value)) throw new RangeError(`metric ${name} must be a number, not ${value}`)
  if (Object.keys(labels).sort().join() !== [...metric.labels].sort().join()) {
    throw new RangeError(`metric ${name} takes the labels [${metric.labels.join(', ')}]`)
  }
}
