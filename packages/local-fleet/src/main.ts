import { Command, InvalidArgumentError } from 'commander'
import { openConsole } from './console.ts'
import { type Fleet, openFleet } from './fleet.ts'
import { keepRunning } from './keep-running.ts'
import { runMainJob } from './main-job.ts'
import { mainJobProgress } from './main-job-progress.ts'
import { report } from './report.ts'

interface Options {
  readonly contacts?: string
  readonly seedContacts?: number
  readonly rules?: string
  readonly config?: string
  readonly configName?: string
  readonly console?: boolean
}

const {
  contacts,
  seedContacts,
  rules,
  config,
  configName,
  console: wantsConsole = false,
} = new Command('npm start --')
  .description(
    'Runs the whole fleet on this machine: a database, an Eloqua sandbox with contacts, the six stages.',
  )
  .option('--contacts <file>', 'wash the contacts of this CSV or JSONL file (header = field keys)')
  .option('--seed-contacts <number>', 'wash so many generated contacts, up to 100,000', wholeNumber)
  .option('--rules <file>', 'rules file {collection: [documents]} in place of the starter rules')
  .option('--config <file>', 'config file that goes with the rules')
  .option('--config-name <name>', 'the config to wash by')
  .option('--console', 'leave the web console open when all is washed, until Ctrl-C')
  .parse()
  .opts<Options>()

const began = performance.now()
const say = (line: string) => process.stderr.write(`${line}\n`)
try {
  const fleet = await openFleet({
    ...(contacts !== undefined && { contactsFile: contacts }),
    ...(seedContacts !== undefined && { seedContacts }),
    ...(rules !== undefined && { rulesFile: rules }),
    ...(config !== undefined && { configFile: config }),
    ...(configName !== undefined && { configName }),
    progress: say,
  })
  const ended = new AbortController()
  const stopAtOnce = () => void fleet.stop()
  ended.signal.addEventListener('abort', stopAtOnce)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort())
  try {
    const totals = await runMainJob(fleet, mainJobProgress(process.stderr))
    process.stdout.write(`\n${await report(fleet, totals)}\n\n`)
    say(`done in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    if (wantsConsole) {
      ended.signal.removeEventListener('abort', stopAtOnce)
      await leaveConsoleOpen(fleet, ended.signal)
    }
  } finally {
    await fleet.stop()
  }
} catch (error) {
  say(`npm start: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

/** Shows the way into the console, and keeps it and the fleet going until Ctrl-C. */
async function leaveConsoleOpen(fleet: Fleet, ended: AbortSignal): Promise<void> {
  const opened = await openConsole(fleet)
  process.stdout.write(
    `\nThe console is open; this link signs you in (Ctrl-C ends it):\n${opened.loginLink}\n\n`,
  )
  await keepRunning(fleet, mainJobProgress(process.stderr), ended)
  await opened.stop()
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > 100_000) {
    throw new InvalidArgumentError('a whole number from 1 to 100,000')
  }
  return value
}
