import { parseArgs } from 'node:util'
import { startLocalMongo } from '@dwmops/local-mongo'
import { mutants } from './mutants.ts'
import { describePlayed, playMany } from './play-many.ts'

/** `node test/simulation/main.ts --seed 1 --seeds 1000 [--mutant NAME]`: any seed, as many as wanted. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    mutant: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
})
const numbers = { seed: Number(values.seed), seeds: Number(values.seeds) }
if (!Object.values(numbers).every((one) => Number.isSafeInteger(one) && one >= 0))
  throw new Error('--seed and --seeds take whole numbers')
const settings = values.mutant === undefined ? {} : mutants[values.mutant]
if (settings === undefined) throw new Error(`--mutant takes one of ${Object.keys(mutants).join(', ')}`)

const mongo = await startLocalMongo({ progress: (line) => console.log(line) })
try {
  const { played, written, broken } = await playMany(mongo.url, {
    ...numbers,
    settings,
    onPlayed: (one, count) => {
      if (one.broken || values.trace) console.log(describePlayed(one))
      if (count % 50 === 0) console.log(`${count} seeds played`)
    },
  })
  console.log(`${played} seeds, ${written} fields written, ${broken.length} broken promises`)
  if (broken.length > 0) process.exitCode = 1
} finally {
  await mongo.stop()
}
