import { type FilterExpression, filter } from '@dwmops/eloqua-client'
import {
  type BatchTally,
  connectStage,
  definitionLifetime,
  type EndedOutcome,
  endImports,
  findIndicatorObject,
  type ImportFate,
  type ImportOrder,
  type ImportRecord,
  type IndicatorObject,
  importRecords,
  indicatorImport,
  indicatorRow,
  processed,
  type SyncJournal,
} from '@dwmops/eloqua-edge'
import type { StageContext } from '@dwmops/job-runner'

type Context = StageContext<'refresh-indicators'>

const dayMs = 86_400_000
/** Blank timestamps must not look old: nothing is older than this. */
const beginning = new Date('2010-01-01T00:00:00Z')
/** Syncs that a run may spend on splitting a failed import. */
const splitBudget = 60

/**
 * Flags indicator records for re-processing whose contacts were processed too long ago. A run that dies has done no harm:
 * what it did not flag is found again by the next one.
 */
export async function refreshIndicators(context: Context): Promise<void> {
  const journal = await connectStage(context)
  const { ended } = await journal.takeUpUnfinished(context.settings.leaseSeconds * 1000)
  for (const outcome of ended) await journal.close(outcome, {})

  const object = await findIndicatorObject(journal.eloqua, context.settings, { signal: context.signal })
  const addresses = await exportOld(context, journal, object)
  context.count({ in: addresses.length })
  const tally: BatchTally = { success: 0, warning: 0, errored: 0 }
  const end = await importRecords(orderFor(context, journal, object), recordsFor(addresses), tally)
  const haltedBy = end.state === 'halted' ? end.reason : undefined
  endImports(context.metrics, { ...tally, ...(haltedBy && { haltedBy }) })
}

/** Addresses of the old records, trimmed, lower-cased, each once. */
async function exportOld(context: Context, journal: SyncJournal, object: IndicatorObject): Promise<string[]> {
  const { settings, runId, signal } = context
  const definition = await journal.eloqua.exports.create(
    {
      name: `dwmops refresh-indicators ${runId}`,
      entity: { customObjectId: object.id },
      fields: { emailAddress: object.emailAddress, dataStatus: object.dataStatus },
      filter: oldAndProcessed(object, new Date(Date.now() - settings.refreshAfterDays * dayMs)),
      maxRecords: settings.batchSize,
      autoDeleteDuration: definitionLifetime,
    },
    { signal },
  )
  const outcome = await journal.run({ kind: 'export', definitionUri: definition.uri })
  if (outcome.state !== 'ended') return []
  await journal.requireGood(outcome)
  const addresses = outcome.verdict.empty ? new Set<string>() : await readAddresses(context, journal, outcome)
  await journal.close(outcome, { records: addresses.size })
  return [...addresses]
}

async function readAddresses(
  { settings, signal }: Context,
  journal: SyncJournal,
  { sync }: EndedOutcome,
): Promise<Set<string>> {
  const addresses = new Set<string>()
  for await (const row of journal.eloqua.syncs.data(sync.uri, { signal })) {
    const address = (row['emailAddress'] ?? '').trim().toLowerCase()
    if (address !== '') addresses.add(address)
    if (addresses.size === settings.batchSize) break
  }
  return addresses
}

function oldAndProcessed(object: IndicatorObject, before: Date): FilterExpression {
  return filter.and(
    filter.compare(object.updatedTimestamp, '>=', beginning),
    filter.compare(object.updatedTimestamp, '<=', before),
    filter.compare(object.dataStatus, '=', processed),
  )
}

function orderFor(context: Context, journal: SyncJournal, object: IndicatorObject): ImportOrder {
  const { settings, log, signal, eloquaWrite: mayWrite } = context
  return {
    ...{ journal, log, signal, mayWrite },
    definition: indicatorImport(object, `dwmops refresh-indicators ${context.runId}`),
    upload: { maxRows: settings.uploadMaxRows, maxBytes: settings.uploadMaxBytes },
    budget: { left: splitBudget },
    settle: async (fates) => countFates(context, fates),
  }
}

function recordsFor(addresses: readonly string[]): ImportRecord[] {
  return addresses.map((address, index) => ({
    id: String(index).padStart(9, '0'),
    row: indicatorRow(address),
  }))
}

function countFates(context: Context, fates: readonly ImportFate[]): void {
  const byFate = Map.groupBy(fates, ({ fate }) => fate)
  const count = (fate: ImportFate['fate']) => byFate.get(fate)?.length ?? 0
  context.count({ out: count('accepted'), failed: count('rejected'), again: count('again') })
  const codes = Map.groupBy(fates, (one) => (one.fate === 'rejected' ? one.code : ''))
  for (const [code, rejected] of codes) {
    if (code !== '')
      context.log.error({ code, records: rejected.length }, 'indicator records rejected by Eloqua')
  }
}
