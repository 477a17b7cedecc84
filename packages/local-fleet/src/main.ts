import { refuseToOverwrite } from '@dwmops/record-files'
import { Command, InvalidArgumentError, Option } from 'commander'
import { openConsole } from './console.ts'
import { type ContactFile, readContactFile } from './files/contact-file.ts'
import { contactFileLines } from './files/contact-lines.ts'
import { withSandboxFile } from './files/sandbox-file.ts'
import { writeWashedFile } from './files/write-washed-file.ts'
import { type Fleet, openFleet } from './fleet.ts'
import { keepRunning } from './keep-running.ts'
import { runMainJob } from './main-job.ts'
import { mainJobProgress } from './main-job-progress.ts'
import { report } from './report/report.ts'
import { chooseRules, type RuleOptions, ruleLines } from './rule-choice.ts'
import { starter } from './starter.ts'

interface Options extends RuleOptions {
  readonly contacts?: string
  readonly map?: ReadonlyMap<string, string>
  readonly output?: string
  readonly seedContacts?: number
  readonly console?: boolean
}

const options = new Command('npm start --')
  .description(
    'Runs the whole fleet on this machine: a database, an Eloqua sandbox with contacts, the six stages.',
  )
  .option('--contacts <file>', 'wash the contacts of this CSV or JSONL file (header = field keys)')
  .option('--map <column=key>', 'this column of the file holds that field; may be given again', columnMap)
  .option('--output <file>', 'where the washed contacts go, in the shape of the file of contacts')
  .addOption(
    new Option('--seed-contacts <number>', 'wash so many generated contacts, up to 100,000')
      .argParser(wholeNumber)
      .conflicts(['contacts', 'output']),
  )
  .option('--rules <file>', 'rules file {collection: [documents]}')
  .option('--config <file>', 'config file that goes with the rules')
  .option('--config-name <name>', 'the config to wash by, where the file holds several')
  .addOption(
    new Option('--starter <name>', 'rules of a benchmark: au, for Australian contacts')
      .choices(['au'])
      .conflicts(['rules', 'config']),
  )
  .option('--console', 'leave the web console open when all is washed, until Ctrl-C')
  .parse()
  .opts<Options>()

const began = performance.now()
const say = (line: string) => process.stderr.write(`${line}\n`)
try {
  const rules = await chooseRules(options)
  for (const line of ruleLines(rules)) say(line)
  const file = await openContacts(options)
  const start = (contacts: { contactsFile?: string; seedContacts?: number }) =>
    openFleet({ ...contacts, rules, progress: say })
  const fleet =
    file === undefined
      ? await start(options.seedContacts === undefined ? {} : { seedContacts: options.seedContacts })
      : await withSandboxFile(file, (contactsFile) => start({ contactsFile }))
  await wash(fleet, file)
} catch (error) {
  say(`npm start: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

/** The file of contacts, where one is named or a washed one is wanted; says what it is worth. */
async function openContacts({ contacts, map, output, rules, config }: Options) {
  if (contacts === undefined && output === undefined) return undefined
  const name = contacts ?? starter.contacts
  if (output !== undefined) {
    const inputs = {
      contacts: name,
      ...(rules !== undefined && { rules }),
      ...(config !== undefined && { config }),
    }
    await refuseToOverwrite(output, inputs)
  }
  const file = await readContactFile(name, map)
  for (const line of contactFileLines(file)) say(line)
  return file
}

async function wash(fleet: Fleet, file: ContactFile | undefined): Promise<void> {
  const ended = new AbortController()
  const stopAtOnce = () => void fleet.stop()
  ended.signal.addEventListener('abort', stopAtOnce)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended.abort())
  try {
    const totals = await runMainJob(fleet, mainJobProgress(process.stderr))
    process.stdout.write(`\n${await report(fleet, totals)}\n\n`)
    if (file !== undefined) for (const line of await writeWashedFile(fleet, file, options.output)) say(line)
    say(`done in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    if (options.console === true) {
      ended.signal.removeEventListener('abort', stopAtOnce)
      await leaveConsoleOpen(fleet, ended.signal)
    }
  } finally {
    await fleet.stop()
  }
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

function columnMap(
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const [column, key] = text.split(/=(?=[^=]*$)/)
  if (!column || !key)
    throw new InvalidArgumentError('expected COLUMN=KEY, such as "Email Address=emailAddress"')
  if (before.has(column)) throw new InvalidArgumentError(`the column "${column}" is named twice`)
  return new Map([...before, [column, key]])
}
