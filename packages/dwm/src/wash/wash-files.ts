import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { compileWasher, type Washer } from '@dwmops/core'
import { exitCodes } from '@dwmops/fleet'
import { InputError } from '../files/input-error.ts'
import { reasonOf } from '../files/read-json-file.ts'
import { pickConfig, readConfigsFile, readRulesFile } from '../files/read-rules.ts'
import { formatOf, type RecordFormat, readRecords } from '../files/record-source.ts'
import { type Tally, washRecords } from './wash-records.ts'

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

/** Washes a file of records and sets the exit code; throws InputError, and ConfigError of the engine. */
export async function washFiles(input: string, options: WashOptions): Promise<void> {
  const { from = formatOf(input), to = formatOf(options.output), history = false } = options
  if (history && to === 'csv')
    throw new InputError(undefined, '--history needs JSON Lines as output, not CSV')
  if (await isSameFile(input, options.output)) {
    throw new InputError({ file: input }, 'is input and output at once')
  }
  keepMemorySmall()
  const [rules, configs] = await Promise.all([readRulesFile(options.rules), readConfigsFile(options.config)])
  const washer = compileWasher(rules, pickConfig(configs, options.configName, options.config))
  const tell = options.quiet === true ? () => undefined : (text: string) => process.stderr.write(`${text}\n`)
  for (const line of problemLines(washer)) tell(line)

  const tally: Tally = { records: 0, changed: 0, failed: 0 }
  const startedAt = performance.now()
  const text = washRecords(readRecords(input, from), washer, { ...options, history, to }, tally)
  await writeAll(text, options.output)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  tell(`${tally.records} records: ${tally.changed} changed, ${tally.failed} failed, ${seconds} s`)
  if (tally.broken !== undefined) throw tally.broken
  if (tally.failed > 0) process.exitCode = exitCodes.partial
}

/** Under whatever names: to write into what is still to be read would destroy it. */
async function isSameFile(input: string, output: string): Promise<boolean> {
  if (input === '-' || output === '-') return false
  const [from, to] = await Promise.all([input, output].map((file) => stat(file).catch(() => undefined)))
  return from?.isFile() === true && from.dev === to?.dev && from.ino === to.ino
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
