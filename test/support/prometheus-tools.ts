import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fetchDebianPackages } from '@dwmops/local-mongo'

export interface PrometheusTools {
  readonly prometheus: string
  readonly promtool: string
  readonly pushgateway: string
}

/** Prometheus, promtool and Pushgateway from the cache, where Debian's own packages are put the first time. */
export async function prometheusTools(): Promise<PrometheusTools> {
  const folder = await fetchDebianPackages({
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

export interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** Starts a server on a free port of 127.0.0.1 and waits until it says that it is ready. It ends with this process. */
export async function startServer(program: string, args: (address: string) => string[]): Promise<Server> {
  const address = `127.0.0.1:${await freePort()}`
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args(address)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000)
  })
  const url = `http://${address}`
  await until(`${path.basename(program)} is ready`, async () => {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}: ${said}`)
    return fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    )
  })
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit')
      if (child.kill()) await ended
    },
  }
}

/** Waits until the condition holds; throws with its name when it does not within the deadline. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  deadlineMs = 30_000,
): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`)
    await wait(100)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
