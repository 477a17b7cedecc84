import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { RunOptions } from './command-line.ts'
import { type Interruptions, listenForInterruptions } from './interruptions.ts'
import { knownSecrets, oneSetting } from './known-secrets.ts'
import { openLogFiles } from './log-files.ts'
import { createLogger } from './logger.ts'
import { maskFor } from './mask.ts'
import { captureOutput, type Output } from './output.ts'
import type { Environment } from './parse-settings.ts'
import type { Stage } from './stages.ts'

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
 * Takes hold of the output and signals of the process and opens the log. Wrong settings are to be told there too, so what
 * the log needs is read by itself, with its default where it is wrong.
 */
export function openFrame(stage: Stage, options: RunOptions, env: Environment): ProcessFrame {
  const startedAt = new Date()
  const runId = randomUUID()
  const environment = oneSetting('ENVIRONMENT', env)?.environment ?? 'dev'
  const interruptions = listenForInterruptions()
  const { log, output } = openLog({ stage: stage.name, runId, environment }, stage, env)
  interruptions.logTo(log)
  const owner = `${hostname()}.${process.pid}@${startedAt.toISOString()}`
  const { signal } = interruptions
  return { stage, options, runId, startedAt, owner, environment, log, signal, output, interruptions }
}

function openLog(
  bindings: { readonly stage: string; readonly runId: string; readonly environment: string },
  stage: Stage,
  env: Environment,
): { readonly log: Logger; readonly output: Output } {
  const output = captureOutput()
  const mask = maskFor(knownSecrets(env))
  let toFile = (_line: string): void => undefined
  output.through(mask, () => undefined)
  const level = oneSetting('LOG_LEVEL', env)?.logLevel ?? 'info'
  const log = createLogger(level, bindings, (line) => {
    toFile(mask(line))
    process.stdout.write(line)
  })
  const folder = oneSetting('LOG_DIR', env)?.logDir
  if (folder === undefined) return { log, output }
  const files = openLogFiles(folder, stage, (error) => {
    log.error({ err: error, folder }, 'log files cannot be written; logging goes on without them')
  })
  toFile = files.explicit
  output.through(mask, files.console)
  return { log, output }
}
