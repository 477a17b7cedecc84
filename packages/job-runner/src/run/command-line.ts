import type { Stage } from '@dwmops/fleet'
import { exitCodes } from '@dwmops/fleet'
import { Command, CommanderError } from 'commander'
import { settingsTable } from '../settings/settings-table.ts'

/** What a run's command line says. */
export interface RunOptions {
  /** A progress bar, where there is a terminal. */
  readonly verbose: boolean
  /** Nothing is written to Eloqua, whatever the settings say. */
  readonly dryRun: boolean
}

/** Reads the arguments of a stage; a number is the exit code of a command line that ends here (help, a wrong option). */
export function readCommandLine(stage: Stage, given: readonly string[]): RunOptions | number {
  const command = new Command(stage.name)
    .description(`${stage.from} -> ${stage.to}, once (replaces ${stage.replaces})`)
    .option('--verbose', 'show a progress bar on a terminal', false)
    .option('--dry-run', 'do the work, but write nothing to Eloqua', false)
    .addHelpText('after', () => `\nSettings (environment):\n${settingsHelp(stage)}`)
    .allowExcessArguments(false)
    .exitOverride()
  try {
    return command.parse([...given], { from: 'user' }).opts<{ verbose: boolean; dryRun: boolean }>()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? 0 : exitCodes.settings
  }
}

function settingsHelp(stage: Stage): string {
  return settingsTable()
    .filter((row) => row.stages.some((name) => name === stage.name))
    .map((row) => {
      const standard = row.default.startsWith(`${'required'}`)
        ? 'required'
        : `default: ${ownDefault(row.default, stage)}`
      const unit = row.unit === '' ? '' : `, ${row.unit}`
      const names = [row.name, ...row.alsoAs].join(', ')
      return `  ${names}\n      ${row.meaning} (${row.form}${unit}; ${standard})`
    })
    .join('\n')
}

function ownDefault(shown: string, stage: Stage): string {
  return shown.includes('(') && stage.batchSize !== undefined ? String(stage.batchSize) : shown
}
