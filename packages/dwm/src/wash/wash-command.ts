import { Command, InvalidArgumentError, Option } from 'commander'

/** `dwm wash`: the washing engine on files, without a database. */
export function washCommand(): Command {
  const format = (flags: string, description: string) =>
    new Option(flags, description).choices(['jsonl', 'csv'])
  return new Command('wash')
    .description('wash the records of a file by rules and a config out of files; needs no database')
    .argument('[input]', 'records: JSON Lines, or CSV when the name ends in .csv; - is standard input', '-')
    .requiredOption('--rules <file>', 'JSON file {collection: [documents]}')
    .requiredOption('--config <file>', 'JSON file with a config document or a list of them')
    .option('--config-name <name>', 'take the config of this name instead of the first')
    .option('--history', 'write {"record": ..., "history": ...} a line')
    .option(
      '-o, --output <file>',
      'where washed records go: JSON Lines, or CSV when the name ends in .csv',
      '-',
    )
    .addOption(format('--from <format>', 'format of the input, whatever its name'))
    .addOption(format('--to <format>', 'format of the output, whatever its name'))
    .option('--timestamp <seconds>', 'timestamp of the histories (default: now)', readSeconds)
    .option('--quiet', 'no summary on standard error')
    .addHelpText(
      'after',
      `
A record that cannot be read or washed becomes {"error": {code, id, field, rule, reason, line}} in its line; in CSV output
it is left out and named on standard error. Rules that cannot be used are named on standard error and left out.

Exit codes: 0 all washed, 2 a file or an argument cannot be used, 4 some records failed.

Examples:
  dwm wash --rules rules.json --config config.json < records.jsonl > washed.jsonl
  dwm wash --rules rules.json --config config.json --output washed.csv contacts.csv`,
    )
    .action(async (input, options) => {
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
