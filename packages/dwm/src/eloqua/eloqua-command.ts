import { Command } from 'commander'

/** `dwm eloqua`: what a person wants to know of an instance. */
export function eloquaCommand(): Command {
  const eloqua = new Command('eloqua').description('the Eloqua instance that the settings name')
  eloqua
    .command('check')
    .description(
      'find out whether the stages can work with the instance: login, rights, names, lengths, clock, limits',
    )
    .option('--probe-list <name>', 'a list with test contacts: also probe how Eloqua treats list members')
    .option('--probe-object <name>', 'a custom object for tests: also probe how Eloqua treats imports')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Without a probe this only reads. --probe-list exports the list, takes one contact off it and puts it back, and imports the address
of one over itself, or in another case where that can create nobody; --probe-object leaves a few records in the object. Neither may be one that the stages use. What writes is left out unless ENVIRONMENT is
prod or ELOQUA_WRITE is true.

Exit codes: 0 nothing is wrong, 1 something is wrong, 2 settings or arguments, 3 Eloqua or MongoDB is unavailable.`,
    )
    .action(async (options) => (await import('./check-action.ts')).check(options))
  return eloqua
}
