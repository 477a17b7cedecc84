import { stages } from '@dwmops/fleet'
import { ensureRunIndexes } from '@dwmops/job-runner'
import { openQueue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import type { Databases } from '../src/index.ts'
import { readOverview } from '../src/index.ts'
import { printTimes } from './timing.ts'

const minutes = 14 * 1440

/** The front page over a month of runs and two weeks of depths. */
export async function benchOverview({ queueDb }: Databases, analyze: () => Promise<void>): Promise<void> {
  const queue = openQueue(queueDb, { owner: 'bench', stage: 'bench' })
  await queue.ensureIndexes()
  await openLedger(queueDb, { stage: 'bench' }).ensureIndexes()
  await ensureRunIndexes(queueDb)
  await queue.measure(['dwmQueue', 'indicatorQueue', 'processedQueue'])
  const queues = ['dwmQueue', 'indicatorQueue', 'processedQueue'].map((name) => ({
    queue: name,
    ready: 1,
    held: 1,
    dead: 0,
  }))
  const points = Array.from({ length: minutes }, (_, minute) => {
    const at = new Date(Date.now() - minute * 60_000)
    return { _id: at.toISOString(), at, queues }
  })
  await queueDb.collection<(typeof points)[number]>('queueDepths').insertMany(points)
  const counts = { in: 600, out: 600, failed: 0 }
  const runs = stages.flatMap(({ name }) =>
    Array.from({ length: minutes }, (_, minute) => ({
      stage: name,
      startedAt: new Date(Date.now() - minute * 60_000),
      counts,
    })),
  )
  await queueDb.collection('runs').insertMany(runs)
  await analyze()
  const items = await queueDb.collection('items').estimatedDocumentCount()
  await printTimes(`overview at ${items.toLocaleString('en')} items`, 20, () => readOverview(queueDb))
}
