/** `node test/support/fetch-prometheus.ts`: brings Prometheus, promtool and the Pushgateway into the cache. */
import { prometheusTools } from './prometheus-tools.ts'

try {
  await prometheusTools((line) => console.error(line))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
