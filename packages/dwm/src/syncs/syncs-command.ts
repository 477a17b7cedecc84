import { Command } from 'commander'

/** `dwm syncs`: the journal of Eloqua syncs. */
export function syncsCommand(): Command {
  const syncs = new Command('syncs').description('Eloqua syncs: planned, started, ended, abandoned')
  const actions = () => import('./syncs-actions.ts')
  syncs
    .command('ls')
    .description('newest syncs, and how many were used in the last hour')
    .option('--stage <name>', 'of this stage alone')
    .option('--state <state>', 'planned, started, ended or abandoned alone')
    .option('--limit <number>', 'at most so many', Number, 50)
    .option('--json', 'print JSON')
    .action(async (options) => (await actions()).list(options))
  syncs
    .command('show <id>')
    .description('one sync, by its ledger id or Eloqua number')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await actions()).show(id, options))
  return syncs
}
