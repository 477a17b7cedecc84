import type { EloquaContext } from '../connect-stage.ts'
import { countFields, sumOf } from './count-fields.ts'
import type { FreshWrite } from './fresh-write.ts'

/** Counts and logs what the comparison with Eloqua keeps from being written. */
export function reportFreshness(
  { log, count, countValues }: Pick<EloquaContext, 'log' | 'count' | 'countValues'>,
  writes: readonly FreshWrite[],
): void {
  const newer = writes.filter(({ superseded }) => superseded.length > 0)
  const superseded = countFields(newer.map((one) => one.superseded))
  if (newer.length > 0) {
    count({ superseded: sumOf(superseded) })
    countValues('superseded', superseded)
    log.info({ contacts: newer.length, fields: superseded }, 'Eloqua holds newer values, which stay')
  }
  const lacking = writes.filter(({ unread }) => unread.length > 0)
  if (lacking.length === 0) return
  const unread = countFields(lacking.map((one) => one.unread))
  countValues('unread', unread)
  log.warn(
    { rows: lacking.length, fields: unread },
    'the export that says what contacts hold now lacks columns: these fields are not written',
  )
}
