import { Command } from 'commander'
import { readWholeNumber } from '../whole-number.ts'
import { analyticsCommands } from './analytics-commands.ts'
import { packsCommand } from './packs/packs-command.ts'
import { draftCommand, previewCommand } from './preview-commands.ts'
import { withoutSecondPersonOption } from './second-person-option.ts'

const rulesOption = ['--rules <file>', 'JSON file {collection: [documents]}'] as const
const configOption = ['--config <file>', 'JSON file with a config document or a list of them'] as const
const csvOption = [
  '--csv <file>',
  'a sheet: values to find, and in the last column what they become',
] as const
const asOption = [
  '--as <collection>',
  'of the sheet: genericLookup, fieldSpecificLookup, normLookup, deriveValue',
] as const
const fieldOption = ['--field <name>', 'of the sheet: the field that its rules change'] as const
const whoOption = ['--who <name>', 'who does it (default: the user of this system)'] as const
const noteOption = ['--note <text>', 'why, for those who read the list of versions'] as const
const acceptExamplesOption = [
  '--accept-failed-examples',
  'publish in spite of examples of rules that do not come out as they should',
] as const
const jsonOption = ['--json', 'print JSON'] as const

/** `dwm rules`: what those who keep rules need. */
export function rulesCommand(): Command {
  const rules = new Command('rules').description(
    'washing rules: lint, preview, publish, compare, roll back, analyze',
  )
  for (const command of analyticsCommands()) rules.addCommand(command)
  return rules
    .addCommand(lintCommand())
    .addCommand(testCommand())
    .addCommand(packsCommand())
    .addCommand(previewCommand())
    .addCommand(draftCommand())
    .addCommand(importCommand())
    .addCommand(exportCommand())
    .addCommand(diffCommand())
    .addCommand(versionsCommand())
    .addCommand(rollbackCommand())
}

const actions = () => import('./rules-actions.ts')

function lintCommand(): Command {
  return new Command('lint')
    .description(
      'report rules and config entries that cannot work or are probably wrong; without files, those in the database',
    )
    .option(...rulesOption)
    .option(...configOption)
    .option('--json', 'print findings as a JSON list')
    .addHelpText(
      'after',
      `
Without --config what hangs on the fields of a config is not looked at.

Exit codes: 0 no errors (warnings may be), 1 errors, 2 a file cannot be used.`,
    )
    .action(async (options) => (await import('./lint-action.ts')).lint(options))
}

function testCommand(): Command {
  return new Command('test')
    .description('check what the rules make of the examples of a sheet; without files, those in the database')
    .argument('<file>', 'CSV or JSON Lines with field, value and expected; other columns are other fields')
    .option(...rulesOption)
    .option(...configOption)
    .option('--config-name <name>', 'take the config of this name')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Each example is a record of its own. One that fails is a line with the result and the rule that decided.

Exit codes: 0 all as expected, 2 a file cannot be used, 4 some are not.

Example: dwm rules test examples.csv --rules rules.json --config config.json`,
    )
    .action(async (file, options) => (await import('./examples/test-action.ts')).testRules(file, options))
}

function importCommand(): Command {
  return new Command('import')
    .description('make the rules of files the current ones, or add those of a sheet, as a new version')
    .option(...rulesOption)
    .option(...configOption)
    .option(...csvOption)
    .option(...asOption)
    .option(...fieldOption)
    .option(...whoOption)
    .option(...noteOption)
    .option('--dry-run', 'show what would change, and write nothing')
    .option(
      '--accept-errors',
      'publish in spite of lint errors; the rules concerned do not work, all others do',
    )
    .option(...withoutSecondPersonOption)
    .option(...acceptExamplesOption)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Without --rules the rules stay as they are, without --config the configs. A collection that the rules file leaves out must
be empty in the database.

With --csv the rules of the database stay, and those of the sheet are added or, where they look for the same, put in their place.
Example: dwm rules import --csv titles.csv --as normLookup --field jobTitle --dry-run

Exit codes: 0 published, 1 refused for lint errors or failed examples, 2 a file cannot be used, 3 MongoDB is unavailable, or somebody else published
just now.`,
    )
    .action(async (options) =>
      options.csv === undefined
        ? (await actions()).importRules(options)
        : (await import('./sheets/import-sheet.ts')).importSheet(options),
    )
}

function exportCommand(): Command {
  return new Command('export')
    .description('write rules and configs into files, a rule a line; of a version, or as they are now')
    .argument('[version]', 'number of a published version', readWholeNumber)
    .option('--rules <file>', 'where the rules go; - is standard output')
    .option('--config <file>', 'where the configs go; - is standard output')
    .option('--csv <file>', 'where the lookups of one collection and field go, as a sheet of from and to')
    .option(...asOption)
    .option(...fieldOption)
    .action(async (version, options) => (await actions()).exportRules(version, options))
}

function diffCommand(): Command {
  return new Command('diff')
    .description('show what differs: from the database to files, between two versions, or since a version')
    .argument('[versions...]', 'one or two numbers of published versions', readNumbers)
    .option(...rulesOption)
    .option(...configOption)
    .option(...jsonOption)
    .action(async (versions, options) => (await actions()).diff(versions ?? [], options))
}

function versionsCommand(): Command {
  return new Command('versions')
    .description('published versions, newest first')
    .option('--limit <number>', 'at most so many', readWholeNumber, 20)
    .option(...jsonOption)
    .action(async (options) => (await actions()).listVersions(options))
}

function rollbackCommand(): Command {
  return new Command('rollback')
    .description('make the rules of an earlier version the current ones again, as a new version')
    .argument('<version>', 'its number', readWholeNumber)
    .option(...whoOption)
    .option(...noteOption)
    .option('--dry-run', 'show what would change, and write nothing')
    .option(...jsonOption)
    .action(async (version, options) => (await actions()).rollBack(version, options))
}

function readNumbers(text: string, before: readonly number[] = []): readonly number[] {
  return [...before, readWholeNumber(text)]
}
