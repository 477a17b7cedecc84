import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { LocalMongoError } from '../errors.ts'

export interface CommandOptions {
  cwd?: string
  /** Added to the environment of this process. */
  environment?: Record<string, string>
  /** What the error says when the program is not installed. */
  toInstall?: string
  /** Hears its output line by line. */
  onLine?: (line: string) => void
}

const tailCharacters = 3000

/**
 * Runs a program to its end and returns what it wrote to its output.
 * @throws LocalMongoError `LOCAL_MONGO_TOOL_MISSING` or `LOCAL_MONGO_COMMAND_FAILED`, with the end of what it said.
 */
export function runCommand(
  command: string,
  parameters: string[],
  options: CommandOptions = {},
): Promise<string> {
  const child = spawn(command, parameters, {
    cwd: options.cwd,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let said = ''
  const { onLine } = options
  if (onLine) createInterface(child.stdout).on('line', onLine)
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    said = (said + text).slice(-tailCharacters)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-tailCharacters)
  })
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(notStarted(command, options.toInstall, cause)))
    child.once('close', (exitCode, signal) => {
      if (exitCode === 0) return resolve(output)
      const message = `${command} ${parameters.join(' ')} ended with ${signal ?? exitCode}:\n${said.trim()}`
      reject(new LocalMongoError('LOCAL_MONGO_COMMAND_FAILED', message))
    })
  })
}

function notStarted(command: string, toInstall: string | undefined, cause: Error): LocalMongoError {
  const advice = toInstall ?? 'install it, or see to it that it is on the PATH'
  return new LocalMongoError('LOCAL_MONGO_TOOL_MISSING', `${command} could not be started: ${advice}`, {
    cause,
  })
}
