import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { openQueue } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import { makeContacts } from '../../core/bench/contacts.ts'
import { golden } from '../../core/bench/rule-sets.ts'
import type { Databases } from '../src/index.ts'
import { previewRules } from '../src/index.ts'

const batch = 10_000
const configFile = path.join(import.meta.dirname, '../../core/testdata/golden/config.json')

/** The golden rules against a set in which every tenth lookup says something else, over queued contacts of 39 fields. */
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
  const normLookup = set.rules.normLookup.map((rule, index) =>
    index % 10 === 0 ? { ...rule, replace: 'Changed' } : rule,
  )
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const preview = await previewRules(
    { queueDb, rulesDb },
    {
      set: { ...set, rules: { ...set.rules, normLookup } },
      configName: 'Eloqua_Contacts_DWM',
      over: { queued: true },
      limit: contacts,
      onProgress: () => {
        most = Math.max(most, process.memoryUsage().rss)
      },
    },
  )
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
  console.log(
    `preview of ${preview.contacts.toLocaleString('en')} queued contacts: ${preview.seconds.toFixed(1)} s, ${preview.changed} changed, ` +
      `${preview.groups.length} groups, ${preview.conflicts.length} conflicts, memory ${megabytes(before)} -> ${megabytes(most)} MB`,
  )
}
