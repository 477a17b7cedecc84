import { setFlagsFromString } from 'node:v8'
import { CommanderError } from 'commander'
import { readCommandLine } from './command-line.ts'
import { SandboxError } from './errors.ts'
import { startSandbox } from './start-sandbox.ts'

// 100,000 contacts are to stay below 400 MB: what rows and pages leave behind is collected before the heap has grown by half,
// and the young generation does not grow for the sake of what stays, which would be 128 MB for nothing
setFlagsFromString('--heap-growing-percent=15')
setFlagsFromString('--semi-space-growth-factor=1')

void main()

async function main(): Promise<void> {
  try {
    const sandbox = await startSandbox(readCommandLine(process.argv.slice(2), process.env))
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => void sandbox.stop())
    process.stdout.write(`listening on ${sandbox.url}\n`)
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    // commander has printed its own already
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`eloqua-sandbox: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  return error instanceof SandboxError ? 2 : 1
}
