import { Command } from 'commander'
import { readWholeNumber } from '../whole-number.ts'

const actions = () => import('./analytics-actions.ts')
const jsonOption = ['--json', 'print JSON'] as const

/** Commands that show what rules did, and which values no rule covers. */
export function analyticsCommands(): Command[] {
  return [
    new Command('hits')
      .description('values that each rule changed, by day, most first')
      .option('--days <number>', 'of so many last days', readWholeNumber, 7)
      .option(...jsonOption)
      .action(async (options) => (await actions()).hits(options)),
    new Command('idle')
      .description(
        'rules that changed no value (those that met only right values among them), and rules that another one keeps from working',
      )
      .option('--days <number>', 'in so many last days', readWholeNumber, 90)
      .option(...jsonOption)
      .action(async (options) => (await actions()).idle(options)),
    new Command('fights')
      .description('fields that go back and forth between washes')
      .option('--days <number>', 'of contacts washed in so many last days', readWholeNumber, 30)
      .option(...jsonOption)
      .action(async (options) => (await actions()).fights(options)),
    new Command('uncovered')
      .description('values that no rule covers, most frequent first, with a rule suggested for each')
      .option('--limit <number>', 'at most so many of a field', readWholeNumber, 20)
      .option(...jsonOption)
      .action(async (options) => (await actions()).uncovered(options)),
  ]
}
