import {
  definitionLifetime,
  type IndicatorObject,
  processed,
  type SyncOutcome,
  SyncPostponedError,
} from '@dwmops/bulk-sync'
import { type FilterExpression, filter } from '@dwmops/eloqua-client'
import type { StageContext } from '@dwmops/job-runner'
import type { FlaggedExport } from './flagged-export.ts'

const dayMs = 86_400_000
/** Blank timestamps must not look old: nothing is older than this. */
const beginning = new Date('2010-01-01T00:00:00Z')

/**
 * Exports the records that were processed too long ago, and flags them. Throws SyncPostponedError when the export outlasts the run, or
 * the hourly quota leaves none, and nothing that an earlier run exported was flagged either.
 */
export async function exportOld(
  context: StageContext<'refresh-indicators'>,
  exported: FlaggedExport,
): Promise<void> {
  const { settings, runId, abortSignal: signal } = context
  const { journal, object } = exported
  const definition = await journal.eloqua.exports.create(
    {
      name: `dwmops refresh-indicators ${runId}`,
      entity: { customObjectId: object.id },
      fields: { emailAddress: object.emailAddress, dataStatus: object.dataStatus },
      filter: oldAndProcessed(object, new Date(Date.now() - settings.refreshAfterDays * dayMs)),
      maxRecords: settings.batchSize,
      // the next run, which reads it if this one cannot, comes a day later
      dataRetentionDuration: 'P3D',
      autoDeleteDuration: definitionLifetime,
    },
    { signal },
  )
  const outcome = await beginAlone(context, exported, definition.uri)
  if (outcome.state === 'ended') return exported.flag(outcome)
  signal.throwIfAborted()
  const postponed =
    outcome.state === 'unfinished' ? SyncPostponedError.notEnded(outcome.entry) : outcome.postponed
  if (postponed && !exported.hasFlagged) throw postponed
}

/** Two exports at once would hold the same records, and both runs flag them. */
async function beginAlone(
  { stopSignal }: StageContext<'refresh-indicators'>,
  { journal }: FlaggedExport,
  definitionUri: string,
): Promise<SyncOutcome> {
  if (stopSignal.aborted) return { state: 'not-begun', postponed: SyncPostponedError.noTime('export') }
  return journal.run({ kind: 'export', definitionUri, alone: true })
}

function oldAndProcessed(object: IndicatorObject, before: Date): FilterExpression {
  return filter.and(
    filter.compare(object.updatedTimestamp, '>=', beginning),
    filter.compare(object.updatedTimestamp, '<=', before),
    filter.compare(object.dataStatus, '=', processed),
  )
}
