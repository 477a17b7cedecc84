import type { WashChange, Washer } from '@dwmops/core'
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
  const fields = Object.entries((config as { fields: Record<string, unknown> }).fields)
  for (const [field, stages] of fields) {
    say(`${field}: ${shown(given[field])}`)
    for (const step of stepsOf(
      stages,
      result.changes.filter((change) => change.field === field),
    ))
      say(`  ${step}`)
    say(`  = ${shown(result.record[field])}`)
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

/** The kinds of rules that the config names for a field, in order, with what each did. */
function stepsOf(stages: unknown, changes: readonly WashChange[]): string[] {
  const named = ruleTypesOf(stages)
  const left = changes.filter(({ ruleType }) => !named.includes(ruleType))
  const steps = named.flatMap((ruleType) => {
    const made = changes.filter((change) => change.ruleType === ruleType)
    return made.length === 0 ? [`${ruleType}: no rule fits`] : made.map(changeLine)
  })
  return [...steps, ...left.map(changeLine)]
}

/** Rule types under a field of the config, wherever they stand: `lookup`, `regex`, and the steps of `derive`. */
function ruleTypesOf(stages: unknown): string[] {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^(generic|fieldSpecific|norm|derive|copy)\w*$/.test(value))
      found.add(value)
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) visit(inner)
  }
  visit(stages)
  return [...found]
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
