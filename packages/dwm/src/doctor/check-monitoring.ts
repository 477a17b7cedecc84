import { askCluster, type Cluster, ClusterRefusedError } from '@dwmops/cluster'
import { CustomObjectsApi } from '@kubernetes/client-node'
import { type Judgment, ok, warning } from './finding.ts'

const api = { group: 'monitoring.coreos.com', version: 'v1' } as const

interface Labeled {
  readonly metadata?: { readonly name?: string; readonly labels?: Readonly<Record<string, string>> }
}

/** A label selector; null selects nothing, an empty one all. */
export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

interface Prometheus extends Labeled {
  readonly spec?: {
    readonly serviceMonitorSelector?: Selector | null
    readonly ruleSelector?: Selector | null
  }
}

/** Whether a Prometheus of the cluster picks up our ServiceMonitors and PrometheusRules, by its selectors of labels. */
export async function checkMonitoring(cluster: Cluster): Promise<Judgment[]> {
  const objects = cluster.config.makeApiClient(CustomObjectsApi)
  const { namespace } = cluster
  const ours = async (plural: string) => {
    const asked = objects.listNamespacedCustomObject({ ...api, namespace, plural })
    const { items = [] } = (await askCluster(`list ${plural} of ${namespace}`, asked)) as {
      items?: Labeled[]
    }
    return items.filter(({ metadata }) => metadata?.labels?.['app.kubernetes.io/part-of'] === 'dwmops')
  }
  try {
    const [monitors, rules] = [await ours('servicemonitors'), await ours('prometheusrules')]
    if (monitors.length === 0) {
      return [
        warning(
          'no ServiceMonitor of dwmops: metrics reach no Prometheus',
          'add the components service-monitor and prometheus-rules',
        ),
      ]
    }
    const asked = objects.listClusterCustomObject({ ...api, plural: 'prometheuses' })
    const { items = [] } = (await askCluster('list Prometheuses', asked)) as { items?: Prometheus[] }
    return [
      judgeSelection(
        'ServiceMonitor',
        monitors,
        items.map(({ spec }) => spec?.serviceMonitorSelector),
      ),
      ...(rules.length > 0
        ? [
            judgeSelection(
              'PrometheusRule',
              rules,
              items.map(({ spec }) => spec?.ruleSelector),
            ),
          ]
        : []),
    ]
  } catch (error) {
    if (!(error instanceof ClusterRefusedError) || error.status !== 404) throw error
    return [warning('the cluster has no Prometheus Operator', 'scrape the Pushgateway another way')]
  }
}

/** Whether each of the objects is taken by one of the selectors at least. */
export function judgeSelection(
  kind: string,
  objects: readonly Labeled[],
  selectors: readonly (Selector | null | undefined)[],
): Judgment {
  if (selectors.length === 0)
    return warning(
      'no Prometheus is there to pick them up',
      'install one, or turn user workload monitoring on',
    )
  const passedBy = objects.filter(
    ({ metadata }) => !selectors.some((one) => selects(one, metadata?.labels ?? {})),
  )
  if (passedBy.length === 0) return ok(`a Prometheus picks up every ${kind}`)
  const names = passedBy.map(({ metadata }) => metadata?.name).join(', ')
  const labels = selectors.flatMap((one) =>
    Object.entries(one?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`),
  )
  return warning(
    `no Prometheus picks up ${kind} ${names}`,
    `give it the labels that its selector asks for: ${labels.join(', ') || 'see its selector'}`,
  )
}

function selects(selector: Selector | null | undefined, labels: Readonly<Record<string, string>>): boolean {
  if (selector === null || selector === undefined) return false
  const { matchLabels = {}, matchExpressions = [] } = selector
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      const isIn = value !== undefined && values.includes(value)
      return operator === 'In' ? isIn : !isIn
    })
  )
}
