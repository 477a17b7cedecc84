import { Command } from 'commander'

/** `dwm doctor`: what is wrong with database, rules, Eloqua and cluster. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check database, rules, Eloqua and cluster, a line each, and say what to do')
    .option('-n, --namespace <name>', 'project; that of the kubeconfig unless given')
    .option('--context <name>', 'context of the kubeconfig')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
It only reads. What cannot be reached is a finding, and the rest is checked all the same.

Exit codes: 0 nothing is broken, 1 something is, 2 only settings are, 3 only something cannot be reached.`,
    )
    .action(async (options) => (await import('./doctor-action.ts')).doctor(options))
}
