import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Stage } from '@dwmops/fleet'
import type { Logger } from 'pino'
import { openLogFiles } from '../log/log-files.ts'
import { createLogger } from '../log/logger.ts'
import { maskText } from '../log/mask.ts'
import { captureOutput, type Output } from '../log/output.ts'
import { oneSetting, registerSecretsOf } from '../settings/known-secrets.ts'
import type { Environment } from '../settings/parse-settings.ts'
import type { RunOptions } from './command-line.ts'
import { type Interruptions, listenForInterruptions } from './interruptions.ts'

/** What surrounds a run from before its settings are known to be right until its end. */
export interface RunFrame {
  readonly stage: Stage
  readonly options: RunOptions
  readonly runId: string
  readonly startedAt: Date
  /** Who runs: host (the pod's name), process and start time. */
  readonly owner: string
  readonly environment: string
  readonly log: Logger
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal
}

/** What surrounds a run that is a process. */
export interface ProcessFrame extends RunFrame {
  readonly output: Output
  readonly interruptions: Interruptions
}

/**
 * Takes hold of the output and signals of the process and opens the log. Wrong settings are logged there too, so what
 * the log needs is read by itself, with its default where it is wrong.
 */
export function openFrame(stage: Stage, options: RunOptions, env: Environment): ProcessFrame {
  const marks = marksOf(env)
  const interruptions = listenForInterruptions()
  const { log, output } = openLog(marks, stage, env)
  interruptions.logTo(log)
  const owner = `${hostname()}.${process.pid}@${marks.startedAt.toISOString()}`
  const { signal } = interruptions
  return { ...marks, stage, options, owner, log, signal, output, interruptions }
}

/** A frame within a process of somebody else, which keeps its output and its signals; `onLine` gets each line of the log. */
export function frameWithin(
  stage: Stage,
  env: Environment,
  { signal, dryRun, onLine }: { signal: AbortSignal; dryRun: boolean; onLine: (line: string) => void },
): RunFrame {
  const marks = marksOf(env)
  registerSecretsOf(env)
  const log = runLog(marks, stage, env, (line) => onLine(maskText(line)))
  // of several runs of this process each is an owner of its own
  const owner = `${hostname()}.${process.pid}.${marks.runId.slice(0, 8)}@${marks.startedAt.toISOString()}`
  return { ...marks, stage, options: { verbose: false, dryRun }, owner, log, signal }
}

type Marks = Pick<RunFrame, 'runId' | 'startedAt' | 'environment'>

function marksOf(env: Environment): Marks {
  const environment = oneSetting('ENVIRONMENT', env)?.environment ?? 'dev'
  return { startedAt: new Date(), runId: randomUUID(), environment }
}

function runLog(
  { runId, environment }: Marks,
  stage: Stage,
  env: Environment,
  write: (line: string) => void,
): Logger {
  const level = oneSetting('LOG_LEVEL', env)?.logLevel ?? 'info'
  return createLogger(level, { stage: stage.name, runId, environment }, write)
}

function openLog(
  marks: Marks,
  stage: Stage,
  env: Environment,
): { readonly log: Logger; readonly output: Output } {
  const output = captureOutput()
  registerSecretsOf(env)
  let toFile = (_line: string): void => undefined
  output.through(maskText, () => undefined)
  const log = runLog(marks, stage, env, (line) => {
    toFile(maskText(line))
    process.stdout.write(line)
  })
  const folder = oneSetting('LOG_DIR', env)?.logDir
  if (folder === undefined) return { log, output }
  const files = openLogFiles(folder, stage, (error) => {
    log.error({ err: error, folder }, 'log files cannot be written; logging goes on without them')
  })
  toFile = files.explicit
  output.through(maskText, files.console)
  return { log, output }
}
