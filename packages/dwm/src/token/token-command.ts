import { Command, Option } from 'commander'
import { readWholeNumber } from '../whole-number.ts'

/** `dwm token`: who may use the API. */
export function tokenCommand(): Command {
  const token = new Command('token').description('tokens of the API')
  const actions = () => import('./token-actions.ts')

  token
    .command('create')
    .description('make a token and print it, this one time: only its hash is kept')
    .requiredOption('--name <name>', 'whose it is, or what for; it stands in the log of changes')
    .addOption(
      new Option('--role <role>', 'what it may do')
        .choices(['reader', 'editor', 'operator'])
        .makeOptionMandatory(),
    )
    .option('--days <number>', 'good for so many days (default: until revoked)', readWholeNumber)
    .option('--once', 'good for one login to the console, within 15 minutes, and for nothing else')
    .option('--url <address>', 'of the console: prints a login link, with --once')
    .option('--json', 'print JSON')
    .action(async (options) => (await actions()).create(options))
  token
    .command('ls')
    .description('tokens with their ids, roles and ends')
    .option('--json', 'print JSON')
    .action(async (options) => (await actions()).list(options))
  token
    .command('revoke <ids...>')
    .description('end tokens, and every session opened with them, at once')
    .option('--json', 'print JSON')
    .action(async (ids, options) => (await actions()).revoke(ids, options))
  return token
}
