import { parseArgs } from 'node:util'
import { startLocalMongo } from '@dwmops/local-mongo'
import { MongoClient } from 'mongodb'
import { benchOverview } from './bench-overview.ts'
import { benchPreview } from './bench-preview.ts'
import { benchTimeline } from './bench-timeline.ts'

/** Prints the figures of the README: `npm run bench -w packages/insight -- --history 1000000 --contacts 100000`. */
const { values } = parseArgs({
  options: {
    history: { type: 'string', default: '1000000' },
    contacts: { type: 'string', default: '100000' },
    only: { type: 'string', default: 'timeline,overview,preview' },
  },
})
const wanted = new Set(values.only.split(','))
const mongo = await startLocalMongo()
const client = await new MongoClient(mongo.url).connect()
console.log(`${mongo.description}; node ${process.version}`)
const databases = { queueDb: client.db('queue'), rulesDb: client.db('rules') }
try {
  const analyze = () => mongo.analyze()
  if (wanted.has('timeline')) await benchTimeline(databases, Number(values.history), analyze)
  if (wanted.has('overview')) await benchOverview(databases, analyze)
  if (wanted.has('preview')) await benchPreview(databases, Number(values.contacts), analyze)
} finally {
  await client.close()
  await mongo.stop()
}
