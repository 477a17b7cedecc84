import { type Logger, pino } from 'pino'

/** Logs a line of a thread, in pino's JSON, as the server's own: at its level, with its facts. */
export function logThreadLine(log: Pick<Logger, 'warn' | 'error'>, line: string): void {
  const {
    level,
    time: _,
    pid: __,
    hostname: ___,
    msg,
    ...facts
  } = JSON.parse(line) as Record<string, unknown>
  log[level === pino.levels.values['warn'] ? 'warn' : 'error'](facts, String(msg))
}
