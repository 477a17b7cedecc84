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
  return contact
}
