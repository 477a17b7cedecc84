import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import { type PrometheusTools, type Server, startServer } from './tools.ts'

export interface Alert {
  readonly state: 'pending' | 'firing'
  readonly labels: Readonly<Record<string, string>>
}

export interface PrometheusServer extends Server {
  alerts(): Promise<Alert[]>
  /** Values of an instant query, by the given label. */
  query(expression: string, label: string): Promise<Record<string, number>>
}

/**
 * Starts a Prometheus that scrapes the Pushgateway every second and judges the rules as often, in the shape that OpenShift
 * gives to series: pushed job labels renamed, a namespace added.
 */
export async function startPrometheus(
  tools: PrometheusTools,
  folder: string,
  given: { readonly pushgateway: string; readonly rulesFile: string },
): Promise<PrometheusServer> {
  const configuration = path.join(folder, 'prometheus.yaml')
  const target = { targets: [new URL(given.pushgateway).host], labels: { namespace: 'dwm' } }
  writeFileSync(
    configuration,
    stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [given.rulesFile],
      scrape_configs: [{ job_name: 'pushgateway', static_configs: [target] }],
    }),
  )
  const server = await startServer(tools.prometheus, [
    `--config.file=${configuration}`,
    `--storage.tsdb.path=${folder}/data`,
  ])
  const ask = async (endpoint: string) => {
    const response = await fetch(`${server.url}/api/v1/${endpoint}`)
    return ((await response.json()) as { data: unknown }).data
  }
  return {
    ...server,
    alerts: async () => ((await ask('alerts')) as { alerts: Alert[] }).alerts,
    query: async (expression, label) => {
      const { result } = (await ask(`query?query=${encodeURIComponent(expression)}`)) as {
        result: { metric: Record<string, string>; value: [number, string] }[]
      }
      return Object.fromEntries(result.map(({ metric, value }) => [metric[label] ?? '', Number(value[1])]))
    },
  }
}
