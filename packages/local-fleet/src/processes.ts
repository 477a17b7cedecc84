import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** The repository's root folder. */
export const root = path.join(import.meta.dirname, '../../..')

/** Compiled modules are kept from process to process: a stage is up in two thirds of the time. */
const compileCache = path.join(root, 'node_modules/.cache/node-compile')

/** How much garbage a process may hold, as in its image (`ENTRYPOINT` of packages/Dockerfile). */
export const garbageBounds = ['--max-semi-space-size=8', '--heap-growing-percent=100']

/** One log line of a stage, as parsed JSON; anything else the process said is kept as `{ msg }`. */
export type LogLine = Readonly<Record<string, unknown>>

export interface StageRun {
  readonly stage: string
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly lines: readonly LogLine[]
  readonly stderr: string
  readonly seconds: number
}

export interface RunningStage {
  readonly process: ChildProcess
  readonly finished: Promise<StageRun>
}

export interface StageStart {
  readonly args?: readonly string[]
  readonly onLine?: (line: LogLine) => void
}

/**
 * The program of a stage, or of another package that has one: its source, or with DWMOPS_BUNDLES=true the bundle of its image
 * (`packages/build.ts`), which is up in half the time.
 */
export function programFile(name: string): string {
  const file = process.env['DWMOPS_BUNDLES'] === 'true' ? 'dist/main.mjs' : 'src/main.ts'
  return path.join(root, 'packages', name, file)
}

/**
 * Starts a stage as the process that its CronJob would start, with `environment` and nothing else of ours
 * (PATH, HOME and a cache of compiled modules only). `finished` resolves when it has ended and its output is read to the end; it never rejects.
 */
export function startStage(
  stage: string,
  environment: Readonly<Record<string, string>>,
  { args = [], onLine }: StageStart = {},
): RunningStage {
  const started = performance.now()
  const child = spawn(process.execPath, [...garbageBounds, programFile(stage), ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_COMPILE_CACHE: compileCache,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: LogLine[] = []
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseLine(text)
    lines.push(line)
    onLine?.(line)
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const finished = once(child, 'close').then(() => ({
    stage,
    exitCode: child.exitCode,
    signal: child.signalCode,
    lines,
    stderr,
    seconds: (performance.now() - started) / 1000,
  }))
  return { process: child, finished }
}

function parseLine(text: string): LogLine {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as LogLine
  } catch {
    // not a log line: kept as it is below
  }
  return { msg: text }
}

export interface RunningSandbox {
  readonly url: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** Starts the Eloqua sandbox as a process of its own on a free port; rejects with what it said when it does not come up. */
export async function startSandboxProcess(args: readonly string[]): Promise<RunningSandbox> {
  const main = path.join(root, 'packages/eloqua-sandbox/src/main.ts')
  const child = spawn(process.execPath, [main, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const closed = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^listening on (http:\S+)$/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    closed.then(() =>
      reject(new Error(`the Eloqua sandbox ended with exit code ${child.exitCode}: ${stderr.trim()}`)),
    )
  })
  return {
    url,
    process: child,
    async stop() {
      child.kill('SIGTERM')
      await closed
    },
  }
}
