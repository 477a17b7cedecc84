import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { oneSetting, registerSecretsOf } from '../settings/known-secrets.ts'
import type { Environment } from '../settings/parse-settings.ts'
import { createLogger } from './logger.ts'
import { maskText } from './mask.ts'

/** The log of a program that serves instead of running a stage once: the same lines on standard output, passwords and mail addresses masked. */
export function openServiceLog(program: string, env: Environment): Logger {
  registerSecretsOf(env)
  const environment = oneSetting('ENVIRONMENT', env)?.environment ?? 'dev'
  const level = oneSetting('LOG_LEVEL', env)?.logLevel ?? 'info'
  return createLogger(level, { stage: program, runId: randomUUID(), environment }, (line) => {
    process.stdout.write(maskText(line))
  })
}
