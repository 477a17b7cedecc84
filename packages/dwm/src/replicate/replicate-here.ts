import { randomBytes } from 'node:crypto'
import { connectMongodb } from '@dwmops/job-runner'
import { InputError } from '@dwmops/record-files'
import type { Document } from 'mongodb'
import { audited } from '../audited.ts'
import { withDatabases } from '../databases.ts'
import { say } from '../print.ts'
import { sourceAddress, sourceVariable } from '../source-address.ts'
import { type CopiedCollection, copyDatabases } from './copy-database.ts'
import { documentMasker } from './mask-documents.ts'
import { masksUnder } from './masks.ts'
import { refuseProduction } from './refuse-production.ts'

/**
 * Replaces this environment's two databases by a copy of those at SOURCE_MONGODB_URL. With `mask`, no mail address, nor
 * an id made of one, reaches the target as it is; the key that masks them is forgotten at the end. Throws InputError for a
 * target that could be production.
 */
export async function replicateHere({ mask = false }: { readonly mask?: boolean }): Promise<void> {
  const { ENVIRONMENT: environment } = process.env
  const address = await sourceAddress(process.env, 'the databases to copy')
  const source = await connectMongodb(address, { appName: 'dwm', variable: sourceVariable })
  try {
    await withDatabases(async ({ queueDb, rulesDb }) => {
      if (queueDb.databaseName === rulesDb.databaseName)
        throw new InputError(
          undefined,
          'QUEUE_DATABASE and RULES_DATABASE are one: what stays and what goes cannot be told apart',
        )
      await refuseProduction({ source, target: queueDb.client }, queueDb, environment)
      const change: Change = mask ? documentMasker(masksUnder(randomBytes(32))) : asItIs
      await audited(queueDb, { action: 'dwm replicate --here', facts: { mask } }, async () => {
        const queues = { source: source.db(queueDb.databaseName), target: queueDb, only: ofQueues }
        const freeing: Change = (document, name) =>
          change(name === 'items' ? freed(document) : document, name)
        const rules = { source: source.db(rulesDb.databaseName), target: rulesDb, except: ['erasures'] }
        const left = mask ? unmaskable : []
        await copyDatabases(
          [
            { ...queues, change: freeing },
            { ...rules, left, change },
          ],
          showCopied,
        )
      })
    })
  } finally {
    await source.close()
  }
}

type Change = (document: Document, collection: string) => Document

const asItIs: Change = (document) => document

/**
 * Claims, runs and syncs describe work in progress in production; a copy of them would be followed and adopted here. The target keeps its runs, its
 * own login at Eloqua (a refresh token works once: production's must not be used here) and who may use its API.
 */
const ofQueues = {
  copied: ['items', 'batches', 'broughtOver'],
  dropped: ['claims', 'syncs', 'queueStats', 'queueDepths'],
}

/** Packed rule sets with all their examples, and what people wrote about rules: no mask gets there. */
const unmaskable = ['ruleVersions', 'ruleSets', 'ruleDrafts', 'ruleComments']

/** What production holds at this moment, nobody holds here. */
function freed(item: Document): Document {
  return item['state'] === 'claimed' ? { ...item, state: 'ready', claim: null } : item
}

function showCopied({ database, collection, documents }: CopiedCollection): void {
  say(`copied ${database}.${collection}: ${documents} documents`)
}
