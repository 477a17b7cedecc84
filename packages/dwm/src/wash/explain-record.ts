import { traceWash, type WashChange, type Washer } from '@dwmops/core'
import { InputError, type ReadRecord } from '@dwmops/record-files'
import { say } from '../print.ts'

/**
 * Prints how the record of one line is washed: each field of the config in order, with every rule that changed it. Throws
 * InputError when no record begins at that line, or when it cannot be washed.
 */
export async function explainRecord(
  source: AsyncIterable<readonly ReadRecord[]>,
  washer: Washer,
  config: unknown,
  line: number,
  file: string,
): Promise<void> {
  const read = await recordAt(source, line)
  if (read === undefined) throw new InputError({ file, line }, 'no record begins here')
  if (read.fault !== undefined) throw new InputError({ file, line }, read.fault)
  const given = read.record as Record<string, unknown>
  const result = washer.wash(given, Date.now() / 1000)
  if (!result.ok) throw new InputError({ file, line }, `${result.error.code}: ${result.error.reason}`)
  for (const { field, before, after, steps } of traceWash(config, given, result)) {
    say(`${field}: ${shown(before)}`)
    for (const { ruleType, change } of steps)
      say(`  ${change === undefined ? `${ruleType}: no rule fits` : changeLine(change)}`)
    say(`  = ${shown(after)}`)
  }
}

async function recordAt(
  source: AsyncIterable<readonly ReadRecord[]>,
  line: number,
): Promise<ReadRecord | undefined> {
  for await (const batch of source) {
    const found = batch.find((read) => read.line >= line)
    if (found !== undefined) return found.line === line ? found : undefined
  }
  return undefined
}

function changeLine({ ruleType, ruleId, ruleIndex, from, to, pattern }: WashChange): string {
  const rule =
    ruleIndex === undefined
      ? ''
      : ` (rule ${ruleId ?? `number ${ruleIndex + 1}`}${pattern === undefined ? '' : `, pattern ${pattern}`})`
  return `${ruleType}: ${shown(from)} -> ${shown(to)}${rule}`
}

function shown(value: unknown): string {
  return value === undefined ? '(not in the record)' : JSON.stringify(value)
}
