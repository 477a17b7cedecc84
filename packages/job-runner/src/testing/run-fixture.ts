import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A line of JSON that a fixture stage logged. */
export type LogLine = Readonly<Record<string, unknown>>

/** A fixture stage as a process of its own. */
export interface FixtureRun {
  readonly process: ChildProcess
  /** Waits until the run printed this text. */
  printed(text: string): Promise<void>
  /** Waits for the end. */
  ended(): Promise<FixtureEnd>
}

export interface FixtureEnd {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  readonly lines: readonly LogLine[]
  /** The one `run finished` line. */
  readonly finished: LogLine | undefined
}

const fixture = join(import.meta.dirname, 'fixture-stage.ts')
const patienceMs = 300_000

/** Settings that a fixture stage needs, the database apart. */
export const login = {
  ELOQUA_COMPANY: 'Sandbox',
  ELOQUA_USERNAME: 'somebody',
  ELOQUA_PASSWORD: 'not to be seen',
} as const

/** Starts the fixture stage with nothing in its environment but what is given, and where compiled modules are kept. */
export function runFixture(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): FixtureRun {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [fixture, ...args], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed.stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (printed.stderr += chunk))
  const closed = once(child, 'close', { signal: AbortSignal.timeout(patienceMs) })
  // a run that is never awaited to its end must not fail the test by this
  closed.catch(() => child.kill('SIGKILL'))
  return {
    process: child,
    async printed(text) {
      while (!printed.stdout.includes(text))
        await Promise.race([once(child.stdout, 'data'), failOn(closed, text)])
    },
    async ended() {
      await closed
      return endOf(child.exitCode, printed)
    },
  }
}

async function failOn(closed: Promise<unknown>, text: string): Promise<never> {
  await closed
  throw new Error(`the run ended without printing ${text}`)
}

function endOf(exitCode: number | null, printed: { stdout: string; stderr: string }): FixtureEnd {
  const lines = printed.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): LogLine => JSON.parse(line))
  const finished = lines.filter((line) => line['msg'] === 'run finished')
  if (finished.length > 1) throw new Error(`${finished.length} lines say that the run finished`)
  return { exitCode, ...printed, lines, finished: finished[0] }
}
