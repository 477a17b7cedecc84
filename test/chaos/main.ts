/**
 * `node test/chaos/main.ts --seed 7 [--contacts 3000] [--faults 40] [--killed 0.5] [--standalone]`: chaos of a seed; prints what happened
 * and what is not as it must be, and ends with 1 if that is anything.
 */
import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    contacts: { type: 'string', default: '3000' },
    faults: { type: 'string', default: '40' },
    killed: { type: 'string', default: '0.5' },
    standalone: { type: 'boolean', default: false },
  },
})
const began = Date.now()
const report = await runChaos({
  seed: Number(values.seed),
  database: values.standalone ? 'standalone' : 'replica-set',
  contacts: Number(values.contacts),
  faults: Number(values.faults),
  killed: Number(values.killed),
  progress: (line) => console.error(`${((Date.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`),
})
const { findings, unexpected, ...happened } = report
console.log(
  JSON.stringify({
    seed: values.seed,
    ...happened,
    unexpected: unexpected.length,
    findings: findings.length,
  }),
)
for (const line of [...unexpected, ...findings]) console.log(line)
if (unexpected.length + findings.length > 0) process.exitCode = 1
