import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { compileWasher, type Washer, type WashResult } from '@dwmops/core'
import { exitCodes } from '@dwmops/job-runner'
import { InputError } from '../files/input-error.ts'
import { reasonOf } from '../files/read-json-file.ts'
import { pickConfig, readConfigsFile, readRulesFile } from '../files/read-rules.ts'
import { formatOf, type ReadRecord, type RecordFormat, readRecords } from '../files/record-source.ts'
import { recordText } from '../files/record-text.ts'

export interface WashOptions {
  readonly rules: string
  readonly config: string
  readonly configName?: string
  readonly history?: boolean
  readonly output: string
  readonly from?: RecordFormat
  readonly to?: RecordFormat
  readonly timestamp?: number
  readonly quiet?: boolean
}

interface Tally {
  records: number
  changed: number
  failed: number
}

/** Washes a file of records and sets the exit code; throws InputError, and ConfigError of the engine. */
export async function washFiles(input: string, options: WashOptions): Promise<void> {
  const { from = formatOf(input), to = formatOf(options.output), history = false } = options
  if (history && to === 'csv')
    throw new InputError(undefined, '--history needs JSON Lines as output, not CSV')
  if (input !== '-' && path.resolve(input) === path.resolve(options.output)) {
    throw new InputError({ file: input }, 'is input and output at once')
  }
  keepMemorySmall()
  const [rules, configs] = await Promise.all([readRulesFile(options.rules), readConfigsFile(options.config)])
  const washer = compileWasher(rules, pickConfig(configs, options.configName, options.config))
  const tell = options.quiet === true ? () => undefined : (text: string) => process.stderr.write(`${text}\n`)
  for (const line of problemLines(washer)) tell(line)

  const tally = { records: 0, changed: 0, failed: 0 }
  const startedAt = performance.now()
  const text = washAll(readRecords(input, from), washer, { ...options, history, to }, tally)
  await writeAll(text, options.output)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  tell(`${tally.records} records: ${tally.changed} changed, ${tally.failed} failed, ${seconds} s`)
  if (tally.failed > 0) process.exitCode = exitCodes['some failed']
}

/**
 * Left to itself V8 grows its young generation to 100 MB on a stream like this one, and keeps as much garbage again
 * behind it. Records die young anyhow; with a small one memory stays flat, and time is the same.
 */
function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

const shownProblems = 10

function problemLines({ problems }: Washer): string[] {
  const shown = problems
    .slice(0, shownProblems)
    .map(({ collection, id, reason }) => `rule ${collection} ${id}: ${reason}`)
  const hidden = problems.length - shown.length
  return hidden > 0 ? [...shown, `and ${hidden} more rules; see dwm rules lint`] : shown
}

type WashAllOptions = Pick<WashOptions, 'timestamp' | 'quiet'> & { history: boolean; to: RecordFormat }

async function* washAll(
  source: AsyncIterable<readonly ReadRecord[]>,
  washer: Washer,
  { history, to, timestamp }: WashAllOptions,
  tally: Tally,
): AsyncGenerator<string> {
  const textOf = recordText(to)
  let pending = ''
  for await (const batch of source) {
    for (const { record, line } of batch) {
      const result = washer.wash(record as Record<string, unknown>, timestamp ?? Date.now() / 1000)
      count(result, tally)
      if (result.ok)
        pending += textOf(history ? { record: result.record, history: result.history } : result.record)
      else if (to === 'jsonl') pending += textOf({ error: result.error })
      else process.stderr.write(`line ${line}: ${result.error.code}: ${result.error.reason}\n`)
      if (pending.length < writtenAtOnce) continue
      yield pending
      pending = ''
    }
  }
  yield pending
}

/** Characters that are written at once: enough that writing costs little, few enough that memory stays small. */
const writtenAtOnce = 1 << 16

function count(result: WashResult, tally: Tally): void {
  tally.records += 1
  if (!result.ok) tally.failed += 1
  else if (result.changed) tally.changed += 1
}

async function writeAll(text: AsyncIterable<string>, output: string): Promise<void> {
  const isStandard = output === '-'
  const target = isStandard ? process.stdout : createWriteStream(output)
  try {
    await pipeline(text, target, { end: !isStandard })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (isStandard && code === 'EPIPE') return // whoever reads has seen enough
    if (cause instanceof InputError || code === undefined) throw cause
    throw new InputError({ file: output }, `cannot be written (${reasonOf(cause)})`, { cause })
  }
}
