import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { waitUntil } from '@dwmops/local-mongo/testing'

export interface ServerProcess {
  stop(): Promise<void>
}

/**
 * Starts a server and waits until `isReady` says yes; throws with its last words when it ends before. It never outlives
 * this process.
 */
export async function startServerProcess(
  command: readonly [program: string, ...args: string[]],
  isReady: () => Promise<boolean>,
): Promise<ServerProcess> {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], { stdio: ['ignore', 'ignore', 'pipe'] })
  const name = path.basename(command[0])
  let lastWords = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-4000)
  })
  const running = () => child.exitCode === null && child.signalCode === null
  await waitUntil(`${name} is ready`, async () => {
    if (!running()) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}: ${lastWords}`)
    return isReady()
  })
  return {
    async stop() {
      if (!running()) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

/** Whether the address answers with success; no answer is no. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  )
}

/** `count` ports of 127.0.0.1 that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  return servers.map((server) => {
    const address = server.address()
    server.close()
    if (address === null || typeof address === 'string') throw new Error('no port was given')
    return address.port
  })
}
