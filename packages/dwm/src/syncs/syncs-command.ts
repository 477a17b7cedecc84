import { Command, Option } from 'commander'
import { readWholeNumber } from '../whole-number.ts'

const states = ['planned', 'started', 'ended', 'abandoned']

/** `dwm syncs`: the journal of Eloqua syncs. */
export function syncsCommand(): Command {
  const syncs = new Command('syncs').description('Eloqua syncs: planned, started, ended, abandoned')
  const actions = () => import('./syncs-actions.ts')
  syncs
    .command('ls')
    .description('newest syncs, and how many were used in the last hour')
    .option('--stage <name>', 'of this stage alone')
    .addOption(new Option('--state <state>', 'in this state alone').choices(states))
    .option('--limit <number>', 'at most so many', readWholeNumber, 50)
    .option('--json', 'print JSON')
    .action(async (options) => (await actions()).list(options))
  syncs
    .command('show <id>')
    .description('one sync, by its ledger id or Eloqua number')
    .option('--json', 'print JSON')
    .action(async (id, options) => (await actions()).show(id, options))
  return syncs
}
