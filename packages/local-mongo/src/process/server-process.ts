import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { LocalMongoError } from '../errors.ts'
import { waitUntil } from './wait-until.ts'

export interface ServerProgram {
  name: string
  program: string
  parameters: string[]
  /** Working folder: what shows, after a crash, that a process belongs to it. */
  folder: string
  logFile: string
  /** Sent by the kernel when the thread that started it ends. */
  signalOnParentsEnd: 'KILL' | 'QUIT'
  /** More parameters for setpriv. */
  privileges?: string[]
}

/** A server of this process: it ends with it, however that ends, and does not keep it alive. */
export interface ServerProcess {
  readonly pid: number
  /**
   * Asks until the answer is there.
   * @throws LocalMongoError `LOCAL_MONGO_NOT_READY` at once when the server ends, with its log, or after ten minutes.
   */
  ready<Answer>(ask: (log: string) => Answer | undefined | false): Promise<Answer>
  /** Sends the signal; false where the server has ended. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): boolean
  /** Sends the signal and waits for its end. */
  end(signal: 'SIGKILL' | 'SIGQUIT' | 'SIGINT' | 'SIGTERM'): Promise<void>
}

export function startServerProcess(server: ServerProgram): ServerProcess {
  const log = openSync(server.logFile, 'w')
  const [command, parameters] = dyingWithParent(server)
  const child = spawn(command, parameters, { cwd: server.folder, stdio: ['ignore', log, log] })
  closeSync(log)
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  child.unref()
  const said = () => readFileSync(server.logFile, 'utf8')

  return {
    pid: child.pid ?? -1,
    ready: (ask) =>
      waitUntil(`${server.name} is ready; its log: ${server.logFile}`, () => {
        if (failure || hasEnded(child)) throw endedEarly(server.name, said(), failure)
        return ask(said())
      }),
    signal: (signal) => !hasEnded(child) && child.kill(signal),
    async end(signal) {
      if (failure || hasEnded(child)) return
      child.ref()
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
    },
  }
}

function dyingWithParent(server: ServerProgram): [string, string[]] {
  if (process.platform !== 'linux') return [server.program, server.parameters]
  const privileges = [...(server.privileges ?? []), `--pdeathsig=${server.signalOnParentsEnd}`]
  return ['setpriv', [...privileges, '--', server.program, ...server.parameters]]
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function endedEarly(name: string, log: string, cause: Error | undefined): LocalMongoError {
  const message = `${name} ended before it was ready:\n${startAndEnd(log)}`
  return new LocalMongoError('LOCAL_MONGO_NOT_READY', message, { cause })
}

/** One server gives its reason first and then how it cleaned up, another gives it last. */
function startAndEnd(log: string): string {
  const shown = 1800
  return log.length <= 2 * shown ? log : `${log.slice(0, shown)}\n...\n${log.slice(-shown)}`
}
