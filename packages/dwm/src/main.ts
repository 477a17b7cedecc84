#!/usr/bin/env node
import { Command } from 'commander'
import { queueCommand } from './queue/queue-command.ts'
import { rulesCommand } from './rules/rules-command.ts'
import { runProgram } from './run-program.ts'
import { syncsCommand } from './syncs/syncs-command.ts'
import { washCommand } from './wash/wash-command.ts'

const program = new Command('dwm')
  .description("the operator's command for dwmops")
  .addCommand(washCommand())
  .addCommand(rulesCommand())
  .addCommand(queueCommand())
  .addCommand(syncsCommand())

process.exitCode = await runProgram(program, process.argv)
