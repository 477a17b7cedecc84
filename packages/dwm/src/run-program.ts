import { exitCodes } from '@dwmops/job-runner'
import { type Command, CommanderError } from 'commander'
import { InputError } from './files/input-error.ts'

/** Runs the command that the arguments name; tells a failure in one message and returns the exit code. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  letErrorsThrough(program)
  process.stdout.on('error', stopQuietlyWhenNobodyReads)
  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? exitCodes.done)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.settings
    process.stderr.write(`dwm: ${messageOf(error)}\n`)
    return exitCodeOf(error)
  }
}

/** `dwm ... | head` is no failure. */
function stopQuietlyWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

/** Otherwise commander ends the process itself, with 1 for every mistake. */
function letErrorsThrough(command: Command): void {
  command.exitOverride()
  for (const inner of command.commands) letErrorsThrough(inner)
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return exitCodeOf(error) === exitCodes.unexpected ? (error.stack ?? error.message) : error.message
}

/** By name, because the classes come from packages that a command loads only when it needs them. */
function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) return exitCodes.settings
  const name = error instanceof Error ? error.name : ''
  if (['ConfigError', 'RulesError', 'SettingsError'].includes(name)) return exitCodes.settings
  return name === 'MongodbAwayError' ? exitCodes.away : exitCodes.unexpected
}
