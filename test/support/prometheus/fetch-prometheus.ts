/** `node test/support/prometheus/fetch-prometheus.ts`: brings Prometheus, promtool and the Pushgateway into the cache. */
import { prometheusTools } from './tools.ts'

try {
  await prometheusTools((line) => console.error(line))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
