import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fetchDebianPackages } from '@dwmops/local-mongo'
import { answers, freePorts, type ServerProcess, startServerProcess } from '../server-process.ts'

export interface PrometheusTools {
  readonly prometheus: string
  readonly promtool: string
  readonly pushgateway: string
}

/** Prometheus, promtool and Pushgateway from the cache, where Debian's own packages are put the first time. */
export async function prometheusTools(progress?: (line: string) => void): Promise<PrometheusTools> {
  const folder = await fetchDebianPackages({
    progress,
    suite: 'sid',
    packages: ['prometheus', 'promtool', 'prometheus-pushgateway'],
    witnesses: ['usr/bin/prometheus', 'usr/bin/promtool', 'usr/bin/prometheus-pushgateway'],
  })
  const program = (name: string) => path.join(folder, 'usr/bin', name)
  return {
    prometheus: program('prometheus'),
    promtool: program('promtool'),
    pushgateway: program('prometheus-pushgateway'),
  }
}

/** Runs promtool to its end; `output` is all it said. */
export function promtool(
  tools: PrometheusTools,
  args: readonly string[],
): { passed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(tools.promtool, args, { encoding: 'utf8' })
  return { passed: status === 0, output: stdout + stderr }
}

export interface Server extends ServerProcess {
  readonly url: string
}

/** Starts Prometheus or the Pushgateway on 127.0.0.1, on a free port or the given one, and waits until it is ready. */
export async function startServer(program: string, args: readonly string[], port?: number): Promise<Server> {
  const address = `127.0.0.1:${port ?? (await freePorts(1))[0]}`
  const url = `http://${address}`
  const command = [program, ...args, `--web.listen-address=${address}`, '--log.level=error'] as const
  const { stop } = await startServerProcess(command, () => answers(`${url}/-/ready`))
  return { url, stop }
}
