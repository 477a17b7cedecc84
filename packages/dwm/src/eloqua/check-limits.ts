import { withDatabases } from '../databases.ts'
import { attempt, type CheckContext } from './check-context.ts'
import { itemsOf } from './raw-bulk.ts'

const topic = 'limits'
const hourMs = 3_600_000
const page = 1000

/** How much of the hour's share of syncs is used: by the ledger where MongoDB is given, and by Eloqua's own list. */
export async function checkLimits(context: CheckContext): Promise<void> {
  await checkLedger(context)
  await checkOwnList(context)
}

async function checkLedger({ report }: CheckContext): Promise<void> {
  const { env } = process
  if (!env['MONGODB_URL'] && !env['MONGODB_URL_FILE']) {
    report.add(topic, 'unknown', 'syncs of this fleet in the last hour', 'MONGODB_URL is not given')
    return
  }
  const { openLedger, softLimits } = await import('@dwmops/sync-ledger')
  const used = await withDatabases(({ queueDb }) => openLedger(queueDb, { stage: 'dwm' }).usedInLastHour())
  for (const kind of ['export', 'import', 'action'] as const) {
    const verdict = used[kind].used > softLimits[kind] * 0.8 ? 'warning' : 'ok'
    const fact = `${used[kind].used} of ${softLimits[kind]} ${kind} syncs used in the last hour`
    report.add(topic, verdict, fact, 'the ledger of this fleet, against the soft limit of the instance')
  }
}

async function checkOwnList({ raw, report }: CheckContext): Promise<void> {
  await attempt(report, { topic, what: 'syncs of the last hour' }, async () => {
    const answer = await raw.get('syncs', { orderBy: 'createdAt DESC', limit: String(page) })
    const now = Date.parse(answer.date ?? '') || answer.answeredAt
    const recent = itemsOf(answer).filter(({ createdAt }) => now - Date.parse(String(createdAt)) < hourMs)
    const more = recent.length === page ? 'at least ' : ''
    const how = 'GET syncs, newest first; of all users whose syncs this one may see'
    report.add(topic, 'ok', `Eloqua lists ${more}${recent.length} syncs of the last hour`, how)
  })
}
