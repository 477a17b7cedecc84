import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { startLocalMongo } from '@dwmops/local-mongo'
import { bench } from './bench.ts'

/** `npm run bench -w packages/mongo-queue -- --sizes 1000,100000 --json results.json` */
const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,100000' }, json: { type: 'string' } },
})
const sizes = values.sizes.split(',').map(Number)
if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0))
  throw new Error('--sizes takes whole numbers, as in 1000,100000')

const mongo = await startLocalMongo({ progress: (line) => console.error(line) })
try {
  console.error(mongo.description)
  const results = await bench(mongo, sizes, (line) => console.error(line))
  console.table(results.sizes.map(rounded))
  console.table(results.rows.map(rounded))
  const json = JSON.stringify({ database: mongo.description, ...results }, undefined, 2)
  if (values.json === undefined) console.log(json)
  else await writeFile(values.json, `${json}\n`)
} finally {
  await mongo.stop()
}

function rounded(line: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [name, Number(Number(value).toPrecision(4))]),
  )
}
