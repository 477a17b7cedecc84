import { exitCodes } from './exit-codes.ts'

/** The text shown for an error that ended a command, and the exit code. */
export interface Failure {
  readonly exitCode: number
  readonly text: string
}

/**
 * Judges an error by name, because the classes come from packages that a command loads only when it needs them. One line for
 * what was to be expected, a stack for the rest; neither addresses of people nor passwords within either.
 */
export async function failureOf(error: unknown, env: Readonly<Record<string, string | undefined>>) {
  const exitCode = await exitCodeOf(error)
  const text = exitCode === exitCodes.unexpected && !isShownInOneLine(error) ? stackOf(error) : lineOf(error)
  const { maskText, registerSecretsOf } = await import('@dwmops/job-runner')
  registerSecretsOf(env)
  // users within an address go, too: before the mask, which would take user and host for a mail address
  return { exitCode, text: maskText(withoutLogins(text)) } satisfies Failure
}

const inputNames: ReadonlySet<string> = new Set([
  'InputError',
  'ConfigError',
  'ConfigNotFoundError',
  'ClusterSetupError',
  'CredentialsError',
  'DraftNotFoundError',
  'RulesError',
  'SettingsError',
  'UndoChangedError',
  'UndoSelectionError',
  'VersionNotFoundError',
])
const unavailableNames: ReadonlySet<string> = new Set([
  'ClusterAwayError',
  'ClusterRefusedError',
  'DrainTimeoutError',
  'MongodbUnavailableError',
  'PublishConflictError',
  'UndoUnfinishedError',
])
const inOneLine: ReadonlySet<string> = new Set(['InvalidRulesError'])

async function exitCodeOf(error: unknown): Promise<number> {
  const name = error instanceof Error ? error.name : ''
  if (inputNames.has(name)) return exitCodes.input
  if (unavailableNames.has(name)) return exitCodes.unavailable
  const retryable = retryableOf(error)
  if (retryable !== undefined) return retryable ? exitCodes.unavailable : exitCodes.input
  if (!name.startsWith('Mongo')) return exitCodes.unexpected
  const { isMongodbUnavailable } = await import('@dwmops/job-runner')
  return isMongodbUnavailable(error) ? exitCodes.unavailable : exitCodes.unexpected
}

/** What the class of an error says of another try; job-runner, which asks the same, is loaded only when it is needed. */
function retryableOf(error: unknown): boolean | undefined {
  return error instanceof Error && 'retryable' in error ? error.retryable === true : undefined
}

function isShownInOneLine(error: unknown): boolean {
  return error instanceof Error && (inOneLine.has(error.name) || 'syscall' in error)
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** The message, with that of the cause where it adds something; a list under a heading becomes one with semicolons. */
function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause, name } = error
  const reason = name === 'MongodbUnavailableError' && cause instanceof Error ? `: ${cause.message}` : ''
  const line = 'faults' in error ? message.replace(/:\n */, ': ').replaceAll(/\n */g, '; ') : message
  return (line + reason).replaceAll(/\s*\n\s*/g, ' ')
}

/** The text with addresses in it as their hosts alone. */
export function withoutLogins(text: string): string {
  return text.replaceAll(userOfUrl, '$1')
}

const userOfUrl = /(\w:\/\/)[^/\s@]+@/g
