import { Command } from 'commander'
import { contactCommand } from './contact/contact-command.ts'
import { doctorCommand } from './doctor/doctor-command.ts'
import { eloquaCommand } from './eloqua/eloqua-command.ts'
import { fleetCommands } from './fleet/fleet-commands.ts'
import { queueCommand } from './queue/queue-command.ts'
import { rulesCommand } from './rules/rules-command.ts'
import { syncsCommand } from './syncs/syncs-command.ts'
import { tokenCommand } from './token/token-command.ts'
import { undoCommand } from './undo/undo-command.ts'
import { washCommand } from './wash/wash-command.ts'

/** All of dwm; what a command does is loaded only when it runs. */
export function dwmProgram(): Command {
  const program = new Command('dwm')
    .description("the operator's command for dwmops")
    .addCommand(washCommand())
    .addCommand(rulesCommand())
    .addCommand(contactCommand())
    .addCommand(undoCommand())
    .addCommand(queueCommand())
    .addCommand(syncsCommand())
    .addCommand(tokenCommand())
    .addCommand(eloquaCommand())
    .addCommand(doctorCommand())
  for (const command of fleetCommands()) program.addCommand(command)
  return program
}
