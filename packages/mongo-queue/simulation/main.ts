import { parseArgs } from 'node:util'
import { startLocalMongo } from '@dwmops/local-mongo'
import { casts } from './casts.ts'
import { mutants } from './mutants.ts'
import { describeBroken, playMany } from './play-many.ts'

/** `npm run simulation -w packages/mongo-queue -- --schedules 10000 --seed 1 [--cast exporters] [--mutant NAME]`: many schedules, or until a mutant is found. */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '8' },
    mutant: { type: 'string' },
    cast: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
})
const numbers = {
  schedules: Number(values.schedules),
  seed: Number(values.seed),
  lanes: Number(values.lanes),
}
if (!Object.values(numbers).every((one) => Number.isSafeInteger(one) && one >= 0))
  throw new Error('--schedules, --seed and --lanes take whole numbers')
const mutant = values.mutant === undefined ? undefined : mutants[values.mutant]
if (values.mutant !== undefined && mutant === undefined)
  throw new Error(`--mutant takes one of: ${Object.keys(mutants).join(', ')}`)

if (values.cast !== undefined && casts[values.cast] === undefined)
  throw new Error(`--cast takes one of: ${Object.keys(casts).join(', ')}`)

const mongo = await startLocalMongo({ progress: (line) => console.log(line) })
try {
  console.log(`${mongo.description}; ${numbers.schedules} schedules from seed ${numbers.seed}`)
  const { played, commands, broken } = await playMany(mongo.url, {
    ...numbers,
    cast: values.cast,
    ...(mutant && { mutant, untilBroken: true }),
    onPlayed: (result, count) => {
      if (result.broken !== undefined) console.log(describeBroken(result))
      else if (values.trace) console.log(result.trace.join('\n'))
      if (count % 500 === 0) console.log(`${count} played`)
    },
  })
  console.log(`${played} schedules, ${commands} steps, ${broken.length} broken promises`)
  if (broken.length > 0) process.exitCode = 1
} finally {
  await mongo.stop()
}
