import { isEncoding } from '@dwmops/record-files'
import { Command, InvalidArgumentError, Option } from 'commander'
import { readWholeNumber } from '../whole-number.ts'
import { collectGarbageOften } from './keep-memory-small.ts'

/** `dwm wash`: the washing engine on files, without a database. */
export function washCommand(): Command {
  const format = (flags: string, description: string) =>
    new Option(flags, description).choices(['jsonl', 'csv'])
  return new Command('wash')
    .description('wash the records of a file by rules and a config out of files; needs no database')
    .argument(
      '[input]',
      'records: CSV when the name ends in .csv, .tsv or .txt, else JSON Lines; also gzip; - is standard input',
      '-',
    )
    .requiredOption('--rules <file>', 'JSON file {collection: [documents]}')
    .requiredOption('--config <file>', 'JSON file with a config document or a list of them')
    .option('--config-name <name>', 'take the config of this name instead of the first')
    .option('--history', 'write {"record": ..., "history": ...} a line')
    .option(
      '-o, --output <file>',
      'where washed records go: JSON Lines, or CSV when the name ends in .csv; compressed when it ends in .gz',
      '-',
    )
    .option(
      '--rejects <file>',
      'where failed records go, with line and reason: correct them and wash that file',
    )
    .option(
      '--report <file>',
      'values before and after by field and rule: .json, .csv, else text; - is standard output',
    )
    .option(
      '--explain <line>',
      'print how the record at this line is washed, rule by rule, and stop',
      readLine,
    )
    .option('--map <column=field>', 'which field a column of the header is (repeatable)', readMapping)
    .option(
      '--delimiter <character>',
      'what stands between the values of CSV (default: read off the header)',
      readDelimiter,
    )
    .option(
      '--encoding <name>',
      'encoding of the input, such as utf-8, windows-1251 or shift_jis (default: detected)',
      readEncoding,
    )
    .addOption(
      new Option(
        '--ragged <what>',
        'a row with fewer or more values than the header: fails, gets or loses blank ones, ends the run',
      )
        .choices(['error', 'pad', 'fail'])
        .default('error'),
    )
    .option('--safe-from-formulas', "put ' before CSV cells that a spreadsheet would calculate")
    .addOption(format('--from <format>', 'format of the input, whatever its name'))
    .addOption(format('--to <format>', 'format of the output, whatever its name'))
    .option('--timestamp <seconds>', 'timestamp of the histories (default: now)', readSeconds)
    .option(
      '--threads <number>',
      'how many threads wash a large file (default: one for each core)',
      readWholeNumber,
    )
    .option('--quiet', 'no summary on standard error')
    .addHelpText(
      'after',
      `
A record that cannot be read or washed becomes {"error": {code, id, field, rule, reason, line}} in its line; in CSV output
it is left out and named on standard error. Columns keep their names and order; those that no rule washes pass through.
Rules that cannot be used are named on standard error and left out.

Exit codes: 0 all washed, 2 a file or an argument cannot be used, 4 some records failed.

Examples:
  dwm wash --rules rules.json --config config.json < records.jsonl > washed.jsonl
  dwm wash --rules rules.json --config config.json --output washed.csv contacts.csv`,
    )
    .action(async (input, options) => {
      collectGarbageOften()
      const { washFiles } = await import('./wash-files.ts')
      await washFiles(input, options)
    })
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() === '' || !Number.isFinite(seconds))
    throw new InvalidArgumentError('expected a number of seconds')
  return seconds
}

function readLine(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected the number of a line')
  return Number(text)
}

function readDelimiter(text: string): string {
  const delimiter = text === '\\t' || text === 'tab' ? '\t' : text
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter))
    throw new InvalidArgumentError('expected one character, or tab')
  return delimiter
}

function readEncoding(text: string): string {
  if (!isEncoding(text))
    throw new InvalidArgumentError('expected the name of an encoding, such as windows-1252 or macintosh')
  return text
}

function readMapping(
  text: string,
  known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('expected COLUMN=FIELD')
  const column = text.slice(0, at).trim()
  if (known.has(column)) throw new InvalidArgumentError(`the column "${column}" is named twice`)
  return new Map([...known, [column, text.slice(at + 1).trim()]])
}
