import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore, type RuleSet } from '@dwmops/rule-store'
import { makeContacts } from '../../core/bench/contacts.ts'
import { golden } from '../../core/bench/rule-sets.ts'
import type { Databases } from '../src/index.ts'
import { previewRules } from '../src/index.ts'

const batch = 10_000
const configFile = path.join(import.meta.dirname, '../../core/testdata/golden/config.json')

/** The golden rules against changed ones over queued contacts of 39 fields: one rule changed, then every tenth lookup. */
export async function benchPreview(
  { queueDb, rulesDb }: Databases,
  contacts: number,
  analyze: () => Promise<void>,
): Promise<void> {
  await rulesDb.dropDatabase()
  await queueDb.collection('items').deleteMany({})
  for (const [collection, documents] of Object.entries(golden))
    if (documents.length > 0) await rulesDb.collection(collection).insertMany(documents as object[])
  const configs: object[] = JSON.parse(await readFile(configFile, 'utf8'))
  await rulesDb.collection('config').insertMany(configs)
  const queue = openQueue(queueDb, { owner: 'bench', stage: 'bench' })
  const all = makeContacts(contacts, 1)
  for (let from = 0; from < contacts; from += batch) {
    const entries = all.slice(from, from + batch).map((payload, index) => {
      return { key: `contact${from + index}@example.com`, payload, source: String(from + index) }
    })
    await queue.add('dwmQueue', entries)
  }
  all.length = 0
  await analyze()
  const set = await openRuleStore(rulesDb).exportSet()
  for (const every of [set.rules.normLookup.length, 10]) {
    const normLookup = set.rules.normLookup.map((rule, index) => {
      return index % every === 0 ? { ...rule, replace: 'Changed' } : rule
    })
    await measure({ queueDb, rulesDb }, { ...set, rules: { ...set.rules, normLookup } }, contacts)
  }
}

async function measure(databases: Databases, set: RuleSet, limit: number): Promise<void> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const processor = process.cpuUsage()
  const preview = await previewRules(databases, {
    set,
    configName: 'Eloqua_Contacts_DWM',
    over: { queued: true },
    limit,
    onProgress: () => {
      most = Math.max(most, process.memoryUsage().rss)
    },
  })
  const { user, system } = process.cpuUsage(processor)
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
  console.log(
    `preview of ${preview.contacts.toLocaleString('en')} queued contacts: ${preview.seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor, ${preview.changed} changed, ` +
      `${preview.groups.length} groups, ${preview.conflicts.length} conflicts, memory ${megabytes(before)} -> ${megabytes(most)} MB`,
  )
}
