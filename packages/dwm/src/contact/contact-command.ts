import { Command } from 'commander'

/** `dwm contact`: the way of one contact. */
export function contactCommand(): Command {
  const contact = new Command('contact').description('what became of a contact, and why')
  contact
    .command('show <email>')
    .description('exports, changes with their rules, hops, imports and undos of a contact')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA contact is named by its address, its item id, or as contact:ID by the id of its history.',
    )
    .action(async (email, options) => (await import('./show-action.ts')).showContact(email, options))
  contact
    .command('erase [people...]')
    .description('remove all that is kept of people, named by address or as contact:ID, for good')
    .option('--export <file>', 'write all that is kept of them to this new file first, as JSON')
    .option('--repeat', 'remove once more who was erased before: after a dump was restored')
    .option('--yes', 'do it without asking')
    .option('--who <name>', 'who does it; the user of the system unless given')
    .option('--json', 'print JSON')
    .action(async (people, options) => (await import('./erase-action.ts')).erase(people, options))
  contact
    .command('erasures')
    .description('who erased when, and how much; nothing of whom')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./erase-action.ts')).list(options))
  return contact
}
