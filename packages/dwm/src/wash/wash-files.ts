import { availableParallelism } from 'node:os'
import { compileWasher, type RuleDocuments, type Washer } from '@dwmops/core'
import { exitCodes } from '@dwmops/fleet'
import {
  type Encoding,
  formatOf,
  InputError,
  type OpenRecordsOptions,
  openOutput,
  openRecords,
  pickConfig,
  type RaggedRows,
  type RecordFile,
  type RecordFormat,
  readConfigsFile,
  readRulesFile,
  refuseToOverwrite,
  refuseToShare,
  writeOutput,
  writeTextFile,
} from '@dwmops/record-files'
import { type ChunkSetup, ChunkWasher, type ShownFailure } from './chunk-washer.ts'
import { fieldsOf, sourcesOf } from './config-fields.ts'
import { explainRecord } from './explain-record.ts'
import { FailureLines } from './failure-lines.ts'
import { keepThreadsSmall } from './keep-memory-small.ts'
import { problemLines } from './problem-lines.ts'
import { RecordIds } from './record-ids.ts'
import { type Tally, washChunks } from './wash-chunks.ts'
import { WashProgress } from './wash-progress.ts'
import { WashReport } from './wash-report.ts'

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
  readonly threads?: number
  readonly quiet?: boolean
}

/** Washes a file of records and sets the exit code; throws InputError, and ConfigError of the engine. */
export async function washFiles(input: string, options: WashOptions): Promise<void> {
  const { to = formatOf(options.output), history = false, quiet = false } = options
  if (history && to === 'csv')
    throw new InputError(undefined, '--history needs JSON Lines as output, not CSV')
  await refuseOverwriting(input, options)
  keepThreadsSmall()
  const [rules, configs] = await Promise.all([readRulesFile(options.rules), readConfigsFile(options.config)])
  const config = pickConfig(configs, options.configName, options.config)
  const washer = compileWasher(rules, config)
  const say = quiet ? () => undefined : (text: string) => process.stderr.write(`${text}\n`)
  for (const line of problemLines(rules, configs, washer)) say(line)
  const source = await openRecords(input, openOptions(config, washer, options))
  refuseUnknownColumns(source, config, input)
  refuseRejectsWithoutColumns(source, options.rejects)
  for (const note of source.notes) say(note)
  if (options.explain !== undefined)
    return explainRecord(source.records, washer, config, options.explain, input)
  const settled = { ...options, to, history, quiet }
  const chunkWasher = new ChunkWasher(setupOf(rules, config, source, settled), washer)
  const tally = await washAll(source, chunkWasher, settled, say)
  if (tally.broken !== undefined) throw tally.broken
  if (tally.failed > 0) process.exitCode = exitCodes.partial
}

type Settled = WashOptions & { readonly to: RecordFormat; readonly history: boolean; readonly quiet: boolean }

async function washAll(
  source: RecordFile,
  washer: ChunkWasher,
  options: Settled,
  say: (text: string) => void,
) {
  const tally: Tally = { records: 0, changed: 0, failed: 0, misfits: 0, ids: new RecordIds() }
  const startedAt = performance.now()
  const report = options.report === undefined ? undefined : new WashReport()
  const failures = new FailureLines((line) => process.stderr.write(`${line}\n`))
  const rejects = options.rejects === undefined ? undefined : await openOutput(options.rejects)
  const parts = {
    washer,
    threads: options.threads ?? availableParallelism(),
    report,
    rejects,
    progress: new WashProgress(process.stderr, options.quiet),
    onFailure: ({ line, ...failure }: ShownFailure) => failures.add(line, failure),
  }
  try {
    await writeOutput(washChunks(source, parts, tally), options.output)
    await rejects?.complete()
  } finally {
    await rejects?.drop()
  }
  failures.end()
  if (tally.misfits > 0 && options.ragged === 'error') say(misfitsNote(tally.misfits))
  if (report !== undefined) await writeTextFile(options.report ?? '', report.textFor(options.report ?? ''))
  const { blank, repeated } = tally.ids.count()
  if (blank > 0) say(`washed in spite of a blank ${washer.idField}: ${blank}`)
  if (repeated > 0) say(`washed with the ${washer.idField} of an earlier record: ${repeated}`)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  say(`${tally.records} records: ${tally.changed} changed, ${tally.failed} failed, ${seconds} s`)
  return tally
}

function misfitsNote(misfits: number): string {
  const rows = misfits === 1 ? '1 row has' : `${misfits} rows have`
  return `${rows} fewer or more values than the header: --ragged pad adds or drops blank values, --ragged fail stops at the first such row`
}

function setupOf(
  rules: RuleDocuments,
  config: unknown,
  { file, format, columns, delimiter, ragged }: RecordFile,
  options: Settled,
): ChunkSetup {
  const { to, history, safeFromFormulas = false, timestamp, rejects, report } = options
  const shape = { file, format, columns, delimiter, ragged }
  return {
    rules,
    config,
    shape,
    to,
    history,
    safeFromFormulas,
    timestamp,
    rejects,
    report: report !== undefined,
  }
}

async function refuseOverwriting(
  input: string,
  { rules, config, output, rejects, report }: WashOptions,
): Promise<void> {
  const inputs = { input, 'rules file': rules, 'config file': config }
  const outputs = [output, rejects, report].filter((file) => file !== undefined)
  await refuseToShare(outputs)
  for (const file of outputs) await refuseToOverwrite(file, inputs)
}

function openOptions(config: unknown, { history }: Washer, options: WashOptions): OpenRecordsOptions {
  const { from, delimiter, encoding, map, ragged } = options
  return {
    ...(from !== undefined && { format: from }),
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    map: map ?? new Map(),
    ragged,
    knownKeys: [...fieldsOf(config), ...sourcesOf(config), history.idField],
    requiredKeys: history.write ? [history.idField] : [],
  }
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

/** Throws InputError. */
function refuseRejectsWithoutColumns({ format }: RecordFile, rejects: string | undefined): void {
  if (rejects === undefined || format === 'csv' || formatOf(rejects) === 'jsonl') return
  throw new InputError(
    { file: rejects },
    'records of JSON Lines have no columns, so rejected ones cannot be CSV: give it a name that ends in .jsonl',
  )
}
