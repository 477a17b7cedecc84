import { Command } from 'commander'

/** `dwm rules`: what those who keep rules need. */
export function rulesCommand(): Command {
  const rules = new Command('rules').description('look after washing rules')
  rules
    .command('lint')
    .description('tell what in rules and configs cannot work, or hardly works as meant')
    .requiredOption('--rules <file>', 'JSON file {collection: [documents]}')
    .requiredOption('--config <file>', 'JSON file with a config document or a list of them')
    .option('--json', 'print findings as a JSON list')
    .addHelpText('after', '\nExit codes: 0 no errors (warnings may be), 1 errors, 2 a file cannot be used.')
    .action(async (options) => {
      const { lintFiles } = await import('./lint-files.ts')
      await lintFiles(options)
    })
  return rules
}
