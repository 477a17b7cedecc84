import { openQueue } from '@dwmops/mongo-queue'
import { openLedger } from '@dwmops/sync-ledger'
import type { ApiContext } from '../context.ts'

/** What a fleet that has worked leaves in its databases: contacts in every state, runs, syncs, history, counts. */
export async function fillFleet({ queueDb, store }: ApiContext): Promise<{ readonly claim: string }> {
  const queue = openQueue(queueDb, { owner: 'pod-1', stage: 'wash-contacts' })
  const entries = Array.from({ length: 8 }, (_, at) => ({
    key: `c${at}@example.com`,
    payload: { emailAddress: `c${at}@example.com`, ContactID: String(at), city: 'NYC' },
    source: `${at}`,
    batch: { id: 'batch-1', name: 'an export' },
  }))
  await queue.add('dwmQueue', entries)
  const dying = await queue.claim('dwmQueue', 3)
  const reason = { code: 'NOT_TEXT', message: 'field city: no text' }
  await dying?.settle(dying.items.map(({ id }) => ({ id, to: 'dead', reason })))
  const held = await queue.claim('dwmQueue', 2)
  const city = { normLookup: { from: 'NYC', to: 'New York' } }
  const document = { ContactID: '0', configName: 'C', timestamp: 1_700_000_000, city }
  await store.writeHistory([{ key: 'c0:1:1', idField: 'ContactID', document }])
  const ledger = openLedger(queueDb, { stage: 'post-contacts' })
  for (const definitionUri of ['/contacts/imports/1', '/contacts/imports/2', '/contacts/imports/3'])
    await ledger.plan({ kind: 'import', definitionUri })
  const [first] = await ledger.list()
  await ledger.started(first?.id ?? '', '/syncs/389')
  await ledger.ended(first?.id ?? '', { status: 'success', counts: { rows: 2 } })
  // runs are forgotten after 30 days
  const startedAt = new Date(Date.now() - 3_600_000)
  await queueDb.collection('runs').insertMany(
    Array.from({ length: 5 }, (_, at) => ({
      _id: `run-${at}` as never,
      stage: at === 4 ? 'post-contacts' : 'wash-contacts',
      ...{ environment: 'dev', owner: 'pod-1', dryRun: false },
      // three of them at the very same moment
      startedAt: new Date(startedAt.getTime() + Math.max(0, at - 2) * 1000),
      ...(at > 0 && { result: 'done', exitCode: 0, durationMs: 5, counts: { in: 1, out: 1, failed: 0 } }),
    })),
  )
  await queue.measure(['dwmQueue', 'indicatorQueue', 'processedQueue'])
  return { claim: held?.token ?? '' }
}
