import { compileWasher } from '@dwmops/core'
import { washingConfig } from '@dwmops/core/testing'
import type { LocalMongo } from '@dwmops/local-mongo'
import { testMongo } from '@dwmops/local-mongo/testing'
import { generationName, openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { Databases } from './databases.ts'

/** A real database for the tests of one file. */
export interface TestBed {
  readonly mongo: LocalMongo
  /** New, empty databases with their indexes. */
  fresh(): Promise<Databases>
}

/** Starts a database before the tests of a file and ends it after them. */
export function testBed(): TestBed {
  const database = testMongo()
  return {
    get mongo() {
      return database.mongo
    },
    async fresh() {
      const dbs = { queueDb: database.fresh(), rulesDb: database.fresh() }
      await dbs.rulesDb.collection('config').insertOne({ ...testConfig })
      await openRuleStore(dbs.rulesDb).ensureIndexes()
      await openQueue(dbs.queueDb, { owner: 'test', stage: 'test' }).ensureIndexes()
      return dbs
    },
  }
}

export const testConfig = washingConfig('Test', {
  city: { lookup: ['normLookup'], derive: {} },
  country: { lookup: ['normLookup'], derive: {} },
})

/** A lookup rule with an `_id` that names it. */
export function lookup(_id: string, fieldName: string, find: string, replace: string) {
  return { _id, fieldName, find, replace }
}

/** Washes what waits in dwmQueue as the stage does: history, notes, and on to indicatorQueue. */
export async function washQueue(
  { queueDb, rulesDb }: Databases,
  { run = 'run-1', at = new Date() }: { run?: string; at?: Date } = {},
): Promise<void> {
  const store = openRuleStore(rulesDb)
  const queue = openQueue(queueDb, { owner: 'test', stage: 'wash-contacts' })
  const { rules, config, version } = await store.snapshot(testConfig.configName)
  const washer = compileWasher(rules, config)
  const claim = await queue.claim('dwmQueue', 1_000)
  for (const item of claim?.items ?? []) {
    const washed = washer.wash(item.payload, at.getTime() / 1000)
    if (!washed.ok || washed.history === undefined) throw new Error('a test contact cannot be washed')
    const key = generationName(item)
    await store.writeHistory([{ key, idField: 'ContactID', document: washed.history }])
    const changes = washed.changes.map(({ field, ruleType, ruleId, ruleIndex }) => {
      return { field, ruleType, ruleId: String(ruleId), ruleIndex }
    })
    await store.washes.write([{ key, contact: item.payload['ContactID'], changes }], {
      run,
      rules: version,
      at,
    })
    await claim?.settle([{ id: item.id, to: { queue: 'indicatorQueue', payload: washed.record } }])
  }
  await store.washes.writeHits()
}
