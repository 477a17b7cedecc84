import { type Logger, pino, stdTimeFunctions } from 'pino'
import { describeError } from './describe-error.ts'

/** Fields that every line of a run carries. */
export interface LogBindings {
  readonly stage: string
  readonly runId: string
  readonly environment: string
}

/** A logger of JSON lines: level as a word, time in ISO form, errors under `err`; each line goes to `write`. */
export function createLogger(level: string, bindings: LogBindings, write: (line: string) => void): Logger {
  return pino(
    {
      level,
      base: { ...bindings },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error) },
    },
    { write },
  )
}
