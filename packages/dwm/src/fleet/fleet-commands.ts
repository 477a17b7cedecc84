import { Command, InvalidArgumentError, Option } from 'commander'
import { readWholeNumber } from '../whole-number.ts'
import { maskVariable } from './mask-variable.ts'

/** The commands that look at and steer the fleet on its cluster. The cluster's client is loaded only by those that run. */
export function fleetCommands(): Command[] {
  const jobs = () => import('./job-actions.ts')
  const suspension = () => import('./suspend-actions.ts')
  return [
    fleetCommand('status', 'queues with ages and ETA, what is held, last runs, what is suspended')
      .option('--json', 'print JSON')
      .action(async (options) => (await import('./status-action.ts')).status(options)),
    fleetCommand('drain', 'suspend what brings records in; with --wait, the rest once nothing is left')
      .option('--wait', 'wait until queues are empty and nothing is held, then suspend the rest')
      .option('--yes', yes)
      .option('--timeout <seconds>', 'give up waiting after so long', readWholeNumber, 7200)
      .option('--json', 'print JSON')
      .action(async (options) => (await import('./drain-action.ts')).drain(options)),
    fleetCommand('suspend [stages...]', 'start no more runs of these stages, or of all')
      .option('--yes', yes)
      .option('--json', 'print JSON')
      .action(async (names, options) => (await suspension()).suspend(names, options)),
    fleetCommand('resume [stages...]', 'start runs of these stages again, or of all; undoes drain')
      .option('--json', 'print JSON')
      .action(async (names, options) => (await suspension()).resume(names, options)),
    jobCommand('run <stage>', 'start one run of a stage now').action(async (stage, options) =>
      (await jobs()).run(stage, options),
    ),
    fleetCommand('logs <stage>', 'the log of the newest run of a stage, or of backup, restore, replicate')
      .option('--follow', 'until the run ends')
      .option('--previous <number>', 'of the run so many before the newest', readWholeNumber)
      .action(async (stage, options) => (await import('./logs-action.ts')).logs(stage, options)),
    jobCommand('backup', 'dump both databases').action(async (options) => (await jobs()).backup(options)),
    jobCommand('restore', 'put a dump back in place of what is there; all stages must be suspended')
      .option('--yes', yes)
      .option('--stamp <stamp>', 'this dump (20260131T054000Z) instead of the newest whole one', readStamp)
      .action(async (options) => (await jobs()).restore(options)),
    jobCommand('replicate', "replace dev's databases by a copy of production's; never the other way")
      .addOption(new Option('--mask', "put other mail addresses in place of the contacts'").env(maskVariable))
      .option('--here', 'copy in this process: what the Job does; from SOURCE_MONGODB_URL to MONGODB_URL')
      .action(async ({ here, ...options }) =>
        here
          ? (await import('../replicate/replicate-here.ts')).replicateHere(options)
          : (await jobs()).replicate(options),
      ),
  ]
}

const yes = 'do it in production without asking'

function fleetCommand(usage: string, description: string): Command {
  const [name = usage, ...args] = usage.split(' ')
  const command = new Command(name).description(description)
  for (const argument of args) command.argument(argument)
  return command
    .option('-n, --namespace <name>', 'project; that of the kubeconfig unless given')
    .option('--context <name>', 'context of the kubeconfig')
}

function jobCommand(usage: string, description: string): Command {
  return fleetCommand(usage, description)
    .option('--follow', 'print its log and end with its exit code')
    .option('--json', 'print JSON')
}

/** It becomes part of a file's name. */
function readStamp(text: string): string {
  if (!/^\d{8}T\d{6}Z$/.test(text))
    throw new InvalidArgumentError('expected a stamp such as 20260131T054000Z')
  return text
}
