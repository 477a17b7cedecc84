import { type Command, CommanderError } from 'commander'
import { exitCodes } from './exit-codes.ts'
import { failureOf, withoutLogins } from './failure.ts'

/** Runs the command that the arguments name; prints a failure as one message and returns the exit code. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  letErrorsThrough(program)
  const output = watchOutput()
  try {
    await program.parseAsync(argv)
    return Number(process.exitCode ?? exitCodes.done)
  } catch (error) {
    output.isTold = true
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.input
    const { exitCode, text } = await failureOf(error, process.env)
    process.stderr.write(`dwm: ${text}\n`)
    return exitCode
  } finally {
    output.end()
  }
}

/**
 * `dwm ... | head` is no failure; a full disk is, and is told once, however many lines did not get through: by the command that ends with it,
 * or at the end.
 */
function watchOutput() {
  let lost: string | undefined
  let isOver = false
  const output = {
    isTold: false,
    end() {
      isOver = true
      if (lost === undefined || output.isTold) return
      output.isTold = true
      if (process.stderr.writable) process.stderr.write(`dwm: output cannot be written (${lost})\n`)
    },
  }
  const onBroken = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return
    process.exitCode = exitCodes.unexpected
    lost = error.code
    if (isOver) output.end()
  }
  process.stdout.on('error', onBroken)
  process.stderr.on('error', onBroken)
  return output
}

/** Otherwise commander ends the process itself, with 1 for every mistake. */
function letErrorsThrough(command: Command): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) =>
      write(
        // it quotes what it does not know, and that may be an option with an address in it
        `dwm: ${withoutLogins(text)
          .trim()
          .replace(/^error: /, '')
          .replaceAll('\n', ' ')}\n`,
      ),
  })
  for (const inner of command.commands) letErrorsThrough(inner)
}
