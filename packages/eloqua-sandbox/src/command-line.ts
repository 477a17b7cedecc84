import { Command, InvalidArgumentError, Option } from 'commander'
import { type FieldChanges, fieldChanges } from './catalog/change-fields.ts'
import type { SandboxOptions, SandboxUser } from './options.ts'

/** Reads the command line; company, user and password may come from the environment instead. Throws CommanderError. */
export function readCommandLine(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): SandboxOptions {
  const command = makeCommand()
  command.parse([...argv], { from: 'user' })
  const given = command.opts()
  const fromEnvironment = (name: string) => environment[name] || undefined
  return dropUndefined({
    host: given['host'],
    port: given['port'],
    company: given['company'] ?? fromEnvironment('SANDBOX_COMPANY'),
    user: given['user'] ?? fromEnvironment('SANDBOX_USER'),
    password: given['password'] ?? fromEnvironment('SANDBOX_PASSWORD'),
    users: given['addUser'],
    oauthClient: given['oauthClient'],
    contacts: given['contacts'],
    contactsFile: given['contactsFile'],
    mixedCaseShare: given['mixedCaseShare'],
    fields: given['field'],
    seed: given['seed'],
    faults: given['fault'],
    pendingMs: given['pendingMs'],
    activeMs: given['activeMs'],
    clock: given['clock'],
    startAt: given['startAt'],
    firstId: given['firstId'],
    maxContacts: given['maxContacts'],
    exportList: dropUndefined({
      id: given['exportListId'],
      name: given['exportList'],
      filled: given['exportListFilled'],
    }),
    processingList: dropUndefined({
      id: given['processingListId'],
      name: given['processingList'],
      filled: given['processingListFilled'],
    }),
    customObject: dropUndefined({
      id: given['customObjectId'],
      secondRecordShare: given['secondRecordShare'],
      status: given['indicatorStatus'],
      ageDays: given['indicatorAgeDays'],
    }),
  }) as SandboxOptions
}

function makeCommand(): Command {
  return new Command('eloqua-sandbox')
    .description('An Eloqua that fits in a test: Bulk API 2.0 simulator')
    .exitOverride()
    .allowExcessArguments(false)
    .option('--host <host>', 'address to listen on (default 127.0.0.1)')
    .option('--port <number>', 'port, 0 picks one (default 0)', whole(0, 65_535))
    .option('--contacts <number>', 'how many contacts to make up (default 2000)', whole(0, 1_000_000))
    .option('--contacts-file <file>', '.csv or .jsonl of contacts; header or keys are field keys')
    .option('--mixed-case-share <0..1>', 'part of the addresses made up that holds capitals', share)
    .option('--field <name=change>', `${fieldChanges.join(', ')}; repeatable`, collectFields)
    .option('--seed <number>', 'same seed, same contacts and faults (default 1)', whole(0, 4_294_967_295))
    .option(
      '--fault <name[=args]>',
      'a fault, repeatable',
      collect<string>((text) => text),
    )
    .option('--company <name>', 'company (SANDBOX_COMPANY, default Sandbox)')
    .option('--user <name>', 'user (SANDBOX_USER, default sandbox)')
    .option('--password <text>', 'password (SANDBOX_PASSWORD, default sandbox)')
    .option('--add-user <name:password>', 'a further user, repeatable', collect(readUser))
    .option('--oauth-client <id:secret>', 'OAuth client (default sandbox:sandbox)', readClient)
    .option('--pending-ms <number>', 'how long a sync stays pending (default 20)', whole(0, 86_400_000))
    .option('--active-ms <number>', 'how long a sync stays active (default 50)', whole(0, 86_400_000))
    .addOption(new Option('--clock <kind>', 'manual: time moves on request only').choices(['real', 'manual']))
    .option('--start-at <time>', 'where the clock starts (ISO-8601, default now)', readTime)
    .option(
      '--first-id <number>',
      'first id of syncs and definitions; now: from the time (default 1)',
      readFirstId,
    )
    .option('--max-contacts <number>', 'new contacts are rejected past it', whole(0, 10_000_000))
    .option('--export-list <name>', 'default "DWM - Export Queue"')
    .option('--export-list-id <number>', 'default 6050', whole(1, 1e9))
    .option('--no-export-list-filled', 'leave the export list empty')
    .option('--processing-list <name>', 'default "DWM - Processing Queue"')
    .option('--processing-list-id <number>', 'default 6051', whole(1, 1e9))
    .option('--no-processing-list-filled', 'leave the processing list empty')
    .option('--custom-object-id <number>', 'default 990', whole(1, 1e9))
    .option('--second-record-share <0..1>', 'part of the addresses that have two records', share)
    .option('--indicator-status <text>', 'Data_Status of all records at the start (default PROCESSED)')
    .option('--indicator-age-days <min..max>', 'age of their Updated_Timestamp (default 200..700)', readRange)
}

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (number >= min && number <= max) return number
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
  }
}

function share(text: string): number {
  const number = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  if (number <= 1) return number
  throw new InvalidArgumentError('It must be a number from 0 to 1.')
}

function collectFields(text: string, before: FieldChanges = {}): FieldChanges {
  const [, name = '', change = ''] = /^(\w+)=(\w+)$/.exec(text) ?? []
  const known = fieldChanges.find((one) => one === change)
  if (known) return { ...before, [name]: known }
  throw new InvalidArgumentError(`It must be NAME=CHANGE, with one of ${fieldChanges.join(', ')}.`)
}

/** By the tenth of a second: a later start begins above all ids that an earlier one gave. */
function readFirstId(text: string): number {
  return text === 'now' ? Math.floor((Date.now() - Date.UTC(2020)) / 100) : whole(1, 1e12)(text)
}

function collect<T>(
  read: (text: string) => T,
): (text: string, before: readonly T[] | undefined) => readonly T[] {
  return (text, before = []) => [...before, read(text)]
}

function pair(text: string): [string, string] {
  const [, first = '', second = ''] = /^([^:]+):(.+)$/.exec(text) ?? []
  if (first === '') throw new InvalidArgumentError('It must be two texts with a colon between them.')
  return [first, second]
}

function readUser(text: string): SandboxUser {
  const [name, password] = pair(text)
  return { name, password }
}

function readClient(text: string): { id: string; secret: string } {
  const [id, secret] = pair(text)
  return { id, secret }
}

function readTime(text: string): number {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new InvalidArgumentError('It must be a time such as 2024-05-01T10:00:00Z.')
  return ms
}

function readRange(text: string): readonly [number, number] {
  const [, min, max] = /^(\d+)\.\.(\d+)$/.exec(text) ?? []
  if (Number(min) <= Number(max)) return [Number(min), Number(max)]
  throw new InvalidArgumentError('It must be a range such as 200..700.')
}

function dropUndefined(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
