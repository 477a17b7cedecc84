import { Command } from 'commander'
import { readWholeNumber } from '../whole-number.ts'
import { withoutSecondPersonOption } from './second-person-option.ts'

const actions = () => import('./preview-actions.ts')
const jsonOption = ['--json', 'print JSON'] as const

/** `dwm rules preview`: what a changed rule set would do, before it does. */
export function previewCommand(): Command {
  return new Command('preview')
    .description('wash contacts by the present rules and by changed ones, and show where the results differ')
    .option('--with <file>', 'the changed rules: JSON file {collection: [documents]}')
    .option('--config <file>', 'the changed configs: JSON file with a config document or a list of them')
    .option(
      '--days <number>',
      'contacts washed in so many last days, instead of those in the queues',
      readWholeNumber,
    )
    .option('--limit <number>', 'at most so many contacts', readWholeNumber, 100_000)
    .option('--keep', 'keep the changed set as a draft, to be published from there or thrown away')
    .option('--who <name>', 'whose draft it is (default: the user of this system)')
    .option('--note <text>', 'what it is for')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Nothing is washed for good. The history holds what was changed; of contacts that the queue still has, the other fields are
known too. Without --with the rules stay as they are, without --config the configs.`,
    )
    .action(async (options) => (await actions()).preview(options))
}

/** `dwm rules draft`: changed rule sets that are being thought about. */
export function draftCommand(): Command {
  const draft = new Command('draft').description(
    'changed rule sets that are being thought about, each for 14 days',
  )
  draft
    .command('ls')
    .description('drafts, newest first')
    .option(...jsonOption)
    .action(async (options) => (await actions()).listDrafts(options))
  draft
    .command('publish <draft>')
    .description('make a draft the current rules; refused when they are others now than it was made from')
    .option('--who <name>', 'who does it (default: the user of this system)')
    .option('--note <text>', 'why, in place of the note of the draft')
    .option('--accept-errors', 'publish in spite of lint errors')
    .option(...withoutSecondPersonOption)
    .option('--accept-failed-examples', 'publish in spite of examples that do not come out as they should')
    .option(...jsonOption)
    .action(async (id, options) => (await actions()).publishDraft(id, options))
  draft
    .command('drop <draft>')
    .description('throw a draft away')
    .action(async (id) => (await actions()).dropDraft(id))
  return draft
}
