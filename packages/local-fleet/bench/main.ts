/**
 * `npm run bench`: what the fleet costs beside the same work by the barest means. Prints tables and, with `--write`, puts them into
 * docs/speed.md. `--contacts 5000 --rounds 1 --only stages` for a short one.
 */
import { parseArgs } from 'node:util'
import { startLocalMongo } from '@dwmops/local-mongo'
import { packageBenches, runPackageBench } from './package-benches.ts'
import { stageTable } from './stage-table.ts'
import { benchStages } from './stages.ts'
import { writeReport } from './write-report.ts'

const { values } = parseArgs({
  options: {
    contacts: { type: 'string', default: '80000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: ['stages', ...packageBenches.map(({ name }) => name)].join() },
    write: { type: 'boolean', default: false },
  },
})
const [contacts, rounds] = [Number(values.contacts), Number(values.rounds)]
if (![contacts, rounds].every((one) => Number.isSafeInteger(one) && one > 0))
  throw new Error('--contacts and --rounds take whole numbers')
const wanted = new Set(values.only.split(','))
const say = (line: string) => console.error(line)
const sections: string[] = []
let database = 'none'

if (wanted.has('stages')) {
  const mongo = await startLocalMongo({ progress: say })
  try {
    database = mongo.description
    sections.push(stageTable(await benchStages(mongo, { contacts, rounds, say }), contacts))
  } finally {
    await mongo.stop()
  }
}
for (const bench of packageBenches) if (wanted.has(bench.name)) sections.push(await runPackageBench(bench))

for (const section of sections) console.log(`${section}\n`)
if (values.write) writeReport(sections, database)
