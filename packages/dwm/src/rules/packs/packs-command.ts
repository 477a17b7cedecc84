import { Command } from 'commander'
import { withoutSecondPersonOption } from '../second-person-option.ts'

/** `dwm rules packs`: rule sets that come with the program. */
export function packsCommand(): Command {
  return new Command('packs')
    .description('rule sets for contacts of any country: list, show, add to your rules')
    .addCommand(
      new Command('ls')
        .description('the packs and what they do')
        .option('--json', 'print JSON')
        .action(async (options) => (await actions()).listPacks(options)),
    )
    .addCommand(
      new Command('show')
        .description('the rules of a pack and the part of a config that goes with them, as JSON')
        .argument('<name>', 'as in `dwm rules packs ls`')
        .action(async (name) => (await actions()).showPack(name)),
    )
    .addCommand(addCommand())
}

const actions = () => import('./packs-actions.ts')

function addCommand(): Command {
  return new Command('add')
    .description('add packs to the rules of files, or of the database as a new version')
    .argument('<names...>', 'as in `dwm rules packs ls`')
    .option('--rules <file>', 'rules file to add to; made where there is none')
    .option('--config <file>', 'config file to add to; made where there is none')
    .option('--config-name <name>', 'the config to add to, where there are several')
    .option('--who <name>', 'who does it (default: the user of this system)')
    .option('--note <text>', 'why, for those who read the list of versions')
    .option('--dry-run', 'show what would change, and write nothing')
    .option(...withoutSecondPersonOption)
    .option('--accept-failed-examples', 'publish in spite of examples that do not come out as they should')
    .addHelpText(
      'after',
      `
Own rules come first and win: what they already say of a value is not added. Without --rules and --config the database is
meant, and the result is published; \`dwm rules rollback\` takes that back.

Exit codes: 0 done, 1 refused for lint errors, 2 a file or name cannot be used, 3 MongoDB is unavailable.`,
    )
    .action(async (names, options) => (await actions()).addPacks(names, options))
}
