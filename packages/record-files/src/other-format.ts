import { InputError } from './input-error.ts'
import type { RecordFormat } from './record-format.ts'

/** Throws InputError when a file begins as something else than what it is read as: one finding in place of one for each row. */
export function refuseOtherFormat(
  start: string,
  { file, format, isNamed }: { file: string; format: RecordFormat; isNamed: boolean },
): void {
  const reason = format === 'csv' ? noCsv(start) : noJsonLines(start, isNamed || jsonName.test(file))
  if (reason !== undefined) throw new InputError({ file, line: 1 }, reason)
}

const jsonName = /\.(jsonl?|ndjson)(\.gz)?$/i

function noCsv(start: string): string | undefined {
  if (/^\s*(?:\{\s*"|\[\s*[[{])/.test(start))
    return 'is JSON, not CSV: write each record on a line of its own, and give the file a name that ends in .jsonl'
  return /^\s*<(?:!doctype|!--|\?xml|html|head|body|table|meta)\b/i.test(start)
    ? 'is HTML or XML, not CSV: save it as CSV (UTF-8), and give that'
    : undefined
}

function noJsonLines(start: string, isSaidToBeJson: boolean): string | undefined {
  const line = start.trimStart().split('\n', 1)[0]?.trim() ?? ''
  if (line === '[' || /^\[\s*\{/.test(line))
    return "is a list in JSON: write each record on a line of its own (jq -c '.[]')"
  if (line === '{') return 'is JSON over several lines: write each record on a line of its own (jq -c .)'
  return line === '' || line.startsWith('{') || isSaidToBeJson
    ? undefined
    : 'is read as JSON Lines, but is none: if it is CSV, say so (--from csv), or give it a name that ends in .csv'
}
