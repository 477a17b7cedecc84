import { setFlagsFromString } from 'node:v8'
import { compileWasher, type RuleDocuments, ruleCollections, type Washer } from '@dwmops/core'
import { exitCodes } from '@dwmops/fleet'
import {
  type Encoding,
  formatOf,
  InputError,
  type OpenRecordsOptions,
  openRecords,
  pickConfig,
  type RaggedRows,
  type RecordFile,
  type RecordFormat,
  readConfigsFile,
  readRulesFile,
  refuseToOverwrite,
  writeOutput,
  writeTextFile,
} from '@dwmops/record-files'
import { explainRecord } from './explain-record.ts'
import { FailureLines } from './failure-lines.ts'
import { RejectFile } from './reject-file.ts'
import { WashProgress } from './wash-progress.ts'
import { type Tally, washRecords } from './wash-records.ts'
import { WashReport } from './wash-report.ts'
import { washedText } from './washed-text.ts'

export interface WashOptions {
  readonly rules: string
  readonly config: string
  readonly configName?: string
  readonly history?: boolean
  readonly output: string
  readonly rejects?: string
  readonly report?: string
  readonly explain?: number
  readonly from?: RecordFormat
  readonly to?: RecordFormat
  readonly delimiter?: string
  readonly encoding?: Encoding
  readonly map?: ReadonlyMap<string, string>
  readonly ragged: RaggedRows
  readonly safeFromFormulas?: boolean
  readonly timestamp?: number
  readonly quiet?: boolean
}

/** Washes a file of records and sets the exit code; throws InputError, and ConfigError of the engine. */
export async function washFiles(input: string, options: WashOptions): Promise<void> {
  const { to = formatOf(options.output), history = false, quiet = false } = options
  if (history && to === 'csv')
    throw new InputError(undefined, '--history needs JSON Lines as output, not CSV')
  await refuseOverwriting(input, options)
  keepMemorySmall()
  const [rules, configs] = await Promise.all([readRulesFile(options.rules), readConfigsFile(options.config)])
  const config = pickConfig(configs, options.configName, options.config)
  const washer = compileWasher(rules, config)
  const say = quiet ? () => undefined : (text: string) => process.stderr.write(`${text}\n`)
  for (const line of problemLines(rules, washer)) say(line)
  const source = await openRecords(input, openOptions(config, washer, options))
  refuseUnknownColumns(source, config, input)
  for (const note of source.notes) say(note)
  if (options.explain !== undefined)
    return explainRecord(source.records, washer, config, options.explain, input)
  const tally = await washAll(source, washer, { ...options, to, history, quiet }, say)
  if (tally.broken !== undefined) throw tally.broken
  if (tally.failed > 0) process.exitCode = exitCodes.partial
}

type Settled = WashOptions & { readonly to: RecordFormat; readonly history: boolean; readonly quiet: boolean }

async function washAll(source: RecordFile, washer: Washer, options: Settled, say: (text: string) => void) {
  const tally: Tally = { records: 0, changed: 0, failed: 0 }
  const startedAt = performance.now()
  const rejects = options.rejects === undefined ? undefined : new RejectFile(options.rejects, source)
  const report = options.report === undefined ? undefined : new WashReport()
  const failures = new FailureLines((line) => process.stderr.write(`${line}\n`))
  const { to, history, safeFromFormulas = false, timestamp } = options
  const text = washedText({ ...source, to, history, safeFromFormulas })
  const onFailure = failures.add.bind(failures)
  const progress = new WashProgress(process.stderr, options.quiet)
  const parts = { text, timestamp, rejects, report, progress, onFailure }
  await writeOutput(washRecords(source.records, washer, parts, tally), options.output)
  failures.end()
  if (rejects !== undefined) await writeOutput(rejects.text(), options.rejects ?? '')
  if (report !== undefined) await writeTextFile(options.report ?? '', report.textFor(options.report ?? ''))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  say(`${tally.records} records: ${tally.changed} changed, ${tally.failed} failed, ${seconds} s`)
  return tally
}

async function refuseOverwriting(
  input: string,
  { rules, config, output, rejects, report }: WashOptions,
): Promise<void> {
  const inputs = { input, 'rules file': rules, 'config file': config }
  const outputs = [output, rejects, report].filter((file) => file !== undefined && file !== '-')
  if (new Set(outputs).size < outputs.length)
    throw new InputError(undefined, 'each output needs a file of its own')
  for (const file of outputs) if (file !== undefined) await refuseToOverwrite(file, inputs)
}

function openOptions(config: unknown, { history }: Washer, options: WashOptions): OpenRecordsOptions {
  const { from, delimiter, encoding, map, ragged } = options
  return {
    ...(from !== undefined && { format: from }),
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(map !== undefined && { map }),
    ragged,
    knownKeys: [...fieldsOf(config), history.idField],
    requiredKeys: history.write ? [history.idField] : [],
  }
}

function fieldsOf(config: unknown): string[] {
  return Object.keys((config as { fields?: object }).fields ?? {})
}

/** A file in which the config finds nothing to wash is most likely not the file that was meant. Throws InputError. */
function refuseUnknownColumns({ columns }: RecordFile, config: unknown, file: string): void {
  const fields = fieldsOf(config)
  if (columns === undefined || columns.some(({ key }) => fields.includes(key))) return
  const names = columns.map(({ name }) => name).join(', ')
  throw new InputError(
    { file, line: 1 },
    `no column is a field that the config washes. Columns: ${names}. Fields: ${fields.join(', ')}. Say which is which: --map "COLUMN=FIELD"`,
  )
}

/**
 * Left to itself V8 grows its young generation to 100 MB on a stream like this one, and keeps as much garbage again
 * behind it. Records die young anyhow; with a small one memory stays flat, and time is the same.
 */
function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

const shownProblems = 10

function problemLines(rules: RuleDocuments, { problems }: Washer): string[] {
  const unknown = Object.keys(rules).filter((name) => !(ruleCollections as readonly string[]).includes(name))
  const ignored = unknown.map(
    (name) =>
      `rules: no collection is called ${name}, so its rules are ignored; there are ${ruleCollections.join(', ')}`,
  )
  const shown = problems
    .slice(0, shownProblems)
    .map(({ collection, id, reason }) => `rule ${collection} ${id}: ${reason}`)
  const hidden = problems.length - shown.length
  return [...ignored, ...shown, ...(hidden > 0 ? [`and ${hidden} more rules; see dwm rules lint`] : [])]
}
