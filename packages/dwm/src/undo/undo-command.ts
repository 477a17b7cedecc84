import { Command } from 'commander'
import { readWholeNumber } from '../whole-number.ts'
import { readTime } from './read-time.ts'

/** `dwm undo`: puts back what contacts held before they were washed. */
export function undoCommand(): Command {
  const actions = () => import('./undo-actions.ts')
  const undo = new Command('undo')
    .description('revert what washing changed, where contacts still hold what we wrote')
    .option('--rule <id>', 'what this rule changed')
    .option('--run <id>', 'what this run of wash-contacts changed, or an earlier undo')
    .option('--field <name>', 'changes of this field')
    .option('--contact <email>', 'changes of this contact')
    .option('--since <time>', 'changes since then: 2026-01-31T10:00Z, or 3d, 12h, 30m ago', readTime)
    .option('--until <time>', 'changes until then', readTime)
    .option('--dry-run', 'show what would be reverted, and write nothing to contacts')
    .option(
      '--plan <id>',
      'the plan that a dry run showed: nothing is written when it would be another by now',
    )
    .option('--who <name>', 'who does it (default: the user of this system)')
    .option('--note <text>', 'why, for those who read the list of undos')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Without --plan a person at a terminal is asked; a script needs it.
What contacts hold now is exported from Eloqua and compared first. Outside production nothing is written unless ELOQUA_WRITE
is true.

Exit codes: 0 done, 2 settings or arguments, 3 Eloqua or MongoDB is unavailable or refuses, or contacts
are left (dwm undo resume), 4 some contacts were refused by Eloqua.`,
    )
    .action(async (options) => (await actions()).undo(options))
  undo
    .command('ls')
    .description('undos, newest first')
    .option('--limit <number>', 'at most so many', readWholeNumber, 20)
    .action(async (_, command: Command) => (await actions()).list(command.optsWithGlobals()))
  undo
    .command('resume')
    .description('resume an undo that was killed')
    .action(async (_, command: Command) => (await actions()).resume(command.optsWithGlobals()))
  return undo
}
