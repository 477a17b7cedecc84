import { type Command, CommanderError } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { failureOf } from './failure.ts'

/** Runs the command that the arguments name; tells a failure in one message and returns the exit code. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  letErrorsThrough(program)
  process.stdout.on('error', onBrokenOutput)
  process.stderr.on('error', onBrokenOutput)
  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? exitCodes.done)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.input
    const { exitCode, text } = await failureOf(error, process.env)
    process.stderr.write(`dwm: ${text}\n`)
    return exitCode
  }
}

/** `dwm ... | head` is no failure; a full disk is. */
function onBrokenOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return
  process.exitCode = exitCodes.unexpected
  if (process.stderr.writable) process.stderr.write(`dwm: output cannot be written (${error.code})\n`)
}

/** Otherwise commander ends the process itself, with 1 for every mistake. */
function letErrorsThrough(command: Command): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) =>
      write(
        `dwm: ${text
          .trim()
          .replace(/^error: /, '')
          .replaceAll('\n', ' ')}\n`,
      ),
  })
  for (const inner of command.commands) letErrorsThrough(inner)
}
