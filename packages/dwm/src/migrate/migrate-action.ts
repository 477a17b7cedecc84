import { connectMongodb } from '@dwmops/job-runner'
import { openQueue } from '@dwmops/mongo-queue'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { sourceAddress, sourceVariable } from '../source-address.ts'
import { migrateQueues } from './migrate-queues.ts'

export interface MigrateActionOptions extends PrintOptions {
  readonly dryRun?: boolean
  readonly includeLocked?: boolean
}

export async function migrate(options: MigrateActionOptions): Promise<void> {
  const address = await sourceAddress(process.env, 'the old queue database, such as mongodb://host/dwmqueue')
  const client = await connectMongodb(address, { appName: 'dwm', variable: sourceVariable })
  try {
    const { dryRun = false, includeLocked = false } = options
    const migration = await withDatabases(async (databases) => {
      const migrate = () => migrateQueues(client.db(), databases, { dryRun, includeLocked })
      if (dryRun) return migrate()
      await openQueue(databases.queueDb, { owner: 'dwm', stage: 'dwm' }).ensureIndexes()
      const named = { action: 'dwm queue migrate', facts: { includeLocked } }
      return audited(databases.queueDb, named, async (facts) => {
        const done = await migrate()
        facts['count'] = done.queues.reduce((sum, { migrated }) => sum + migrated, 0)
        return done
      })
    })
    if (options.json) return printJson(migration)
    printRows(migration.queues.map((counts) => ({ ...counts })))
    for (const name of migration.unknownQueues) say(`left alone, as no stage knows it: ${name}`)
    const locked = migration.queues.reduce((sum, counts) => sum + counts.locked, 0)
    if (locked > 0)
      say(
        `${locked} rows are held by runs of the old fleet: repeat this when it stands still, or with --include-locked`,
      )
  } finally {
    await client.close()
  }
}
