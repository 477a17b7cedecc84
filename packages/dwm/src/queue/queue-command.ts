import { Command } from 'commander'
import { readWholeNumber } from '../whole-number.ts'

/** `dwm queue`: what the person on call looks at, and does, when records are stuck. */
export function queueCommand(): Command {
  const queue = new Command('queue').description('queues, claims and dead letters')
  const actions = () => import('./queue-actions.ts')

  queue
    .command('ls')
    .description('queues with sizes and ages, and what is held by whom')
    .option('--json', 'print JSON')
    .action(async (options) => (await actions()).list(options))
  queue
    .command('show <key>')
    .description('all that is known of one record, by address or item id')
    .option('--json', 'print JSON')
    .action(async (key, options) => (await actions()).show(key, options))
  queue
    .command('dead-letter')
    .description('records that failed for good')
    .command('ls')
    .description('list dead letters with their reasons')
    .option('--queue <name>', 'of this queue alone')
    .option('--code <code>', 'with this reason code alone')
    .option('--limit <number>', 'at most so many', readWholeNumber, 100)
    .option('--json', 'print JSON')
    .action(async (options) => (await actions()).listDeadLetters(options))
  settling(queue.command('redrive [keys...]'), 'send dead letters back to their queue').action(
    async (keys, options) => (await actions()).redrive(keys, options),
  )
  settling(queue.command('discard [keys...]'), 'end dead letters').action(async (keys, options) =>
    (await actions()).discard(keys, options),
  )
  queue
    .command('release <claim>')
    .description('take a claim away from a run that is known to be dead; its records are free at once')
    .option('--json', 'print JSON')
    .action(async (claim, options) => (await actions()).release(claim, options))
  migration(queue.command('migrate'))
  return queue
}

function migration(command: Command): void {
  command
    .description(
      "bring the live queues of the old fleet's database in SOURCE_MONGODB_URL over, once; safe to repeat; only reads there",
    )
    .option('--dry-run', 'show what would be migrated')
    .option(
      '--include-locked',
      'also rows that a run of the old fleet holds: only when none of it runs any more',
    )
    .option('--json', 'print JSON')
    .action(async (options) => (await import('../migrate/migrate-action.ts')).migrate(options))
}

/** What the commands have in common that decide on dead letters. */
function settling(command: Command, does: string): Command {
  return command
    .description(`${does}: those named, or all that a filter names`)
    .option('--queue <name>', 'of this queue')
    .option('--code <code>', 'with this reason code')
    .option('--all', 'every dead letter')
    .option(
      '--expect <number>',
      'how many a filter names: with another number nothing is done',
      readWholeNumber,
    )
    .option('--json', 'print JSON')
}
