import type { EloquaContext } from '../connect-stage.ts'
import type { ImportKeys, ImportVerdict } from '../import/results/record-results.ts'
import { sumOf } from '../writing/count-fields.ts'
import type { EndedOutcome } from './sync-outcome.ts'

const contactsCreated = 'ELQ-00004'

/**
 * Counts and logs what a sync did that its records' results do not show: contacts that it created, and values that Eloqua refused
 * in rows that went in.
 */
export function reportSync(
  { log, count, countValues }: Pick<EloquaContext, 'log' | 'count' | 'countValues'>,
  { ofContacts, updatesOnly }: ImportKeys,
  { sync, verdict }: EndedOutcome,
  { rejectedValues = {} }: ImportVerdict,
): void {
  const { [contactsCreated]: created = 0 } = verdict.counts
  if (ofContacts && created > 0) {
    count({ created })
    if (updatesOnly)
      log.warn(
        { syncUri: sync.uri, created },
        'the import created contacts: this Eloqua does not know imports that only update (before release 26B)',
      )
  }
  const rejected = sumOf(rejectedValues)
  if (rejected === 0) return
  count({ rejectedValues: rejected })
  countValues('rejected', rejectedValues)
  log.warn(
    { syncUri: sync.uri, fields: rejectedValues },
    'Eloqua refused values of contacts that it updated: their fields keep what they held',
  )
}
