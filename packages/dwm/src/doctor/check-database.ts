import { ensureRunIndexes } from '@dwmops/job-runner'
import { openQueue, openQueueReader } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { openLedger } from '@dwmops/sync-ledger'
import type { Db } from 'mongodb'
import { checkRights, checkVersion } from './check-server.ts'
import type { Check } from './examine.ts'
import { type Judgment, ok, warning } from './finding.ts'
import { askMembers, judgeClocks, judgeLag, judgeMembers, memberOf } from './members.ts'
import { missingIndexes } from './missing-indexes.ts'
import type { OpenDatabases } from './open-databases.ts'

/** What there is to check of a database that answers. */
export function databaseChecks(databases: OpenDatabases): Check[] {
  const { queueDb, rulesDb, settings } = databases
  return [
    { name: 'connection', run: async () => ok(`MongoDB answers at ${settings.mongodbUrl}`) },
    { name: 'server', run: () => checkVersion(queueDb) },
    { name: 'members', run: () => checkMembers(databases) },
    { name: 'rights', run: () => checkRights(queueDb, [queueDb.databaseName, rulesDb.databaseName]) },
    { name: 'indexes', run: () => checkIndexes(queueDb, rulesDb) },
    { name: 'dead letters', run: () => checkDeadLetters(queueDb) },
  ]
}

async function checkMembers({ queueDb, settings }: OpenDatabases): Promise<Judgment[]> {
  const hello = await queueDb.command({ hello: 1 })
  const hosts: string[] = [...(hello['hosts'] ?? []), ...(hello['passives'] ?? [])]
  if (hosts.length === 0) {
    const now = hello['localTime']
    const clockMs = now instanceof Date ? now.getTime() - Date.now() : undefined
    const alone = 'the server is a standalone: while it is down, everything waits'
    return [
      warning(alone, 'use a replica set of three'),
      judgeClocks([{ host: 'it', role: 'primary', clockMs }]),
    ]
  }
  const asked = await askMembers(settings.mongodbUrl.reveal(), hosts)
  // through a forwarded port the members' own names lead nowhere: the one that answers says at least what it is
  const members = asked.map((member) =>
    member.role === 'unreachable' && member.host === hello['me']
      ? memberOf(member.host, hello, Date.now())
      : member,
  )
  return [judgeMembers(members), judgeLag(members), judgeClocks(members)]
}

const nobody = { owner: 'dwm', stage: 'dwm' } as const

async function checkIndexes(queueDb: Db, rulesDb: Db): Promise<Judgment> {
  const missing = [
    ...(await missingIndexes(queueDb, async (db) => {
      await openQueue(db, nobody).ensureIndexes()
      await openLedger(db, nobody).ensureIndexes()
      await ensureRunIndexes(db)
    })),
    ...(await missingIndexes(rulesDb, (db) => openRuleStore(db).ensureIndexes())),
  ]
  if (missing.length === 0) return ok('all indexes of the stages are there')
  return warning(
    `not there yet: ${missing.join(', ')}`,
    'the next run of each stage makes them; on a large database run clean-queues and wash-contacts once by hand',
  )
}

const oldDays = 7
const dayMs = 86_400_000

async function checkDeadLetters(queueDb: Db): Promise<Judgment> {
  const stats = await openQueueReader(queueDb).readStats()
  const dead = stats.reduce((sum, queue) => sum + queue.dead, 0)
  const oldest = Math.max(0, ...stats.map(({ oldestDeadAgeMs }) => oldestDeadAgeMs))
  if (dead === 0) return ok('no dead letters')
  const fact = `${dead} dead letters, the oldest of ${Math.floor(oldest / dayMs)} days`
  return oldest < oldDays * dayMs
    ? ok(fact)
    : warning(fact, 'dwm queue dead-letter ls, then redrive or discard them')
}
