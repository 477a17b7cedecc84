import { checkFilter } from '../filter/check-filter.ts'
import { FilterError } from '../filter/filter-error.ts'
import { type FilterManners, parseFilter } from '../filter/parse-filter.ts'
import { validationRefusal } from '../http/refusal.ts'
import type { Entity, Instance } from '../instance/instance.ts'
import { checkFields } from './check-fields.ts'
import { checkSyncActions } from './check-sync-actions.ts'
import { BodyCheck, said } from './checks.ts'
import type { DefinitionBody } from './definition.ts'

const mostFields = 250
const mostActions = 10
const longestFilter = 1000
/** Since release 24A, PT12H before (Oracle's notice 24A-eloqua-wn-f32117, read 2026-11-29). */
const defaultRetention = 'PT6H'

/** Reads the body of an export. Throws a Refusal (400) that names all that is wrong. */
export function checkExport(
  body: Readonly<Record<string, unknown>>,
  instance: Instance,
  entity: Entity,
  { mostRecords, filters }: { readonly mostRecords: number; readonly filters: FilterManners },
): DefinitionBody {
  const check = new BodyCheck(body)
  const name = check.text('name', { required: true })
  const fields = checkFields(check, instance, entity, mostFields)
  const filter = checkFilterText(check, body['filter'], (text) =>
    checkFilter(parseFilter(text, filters), instance, entity),
  )
  const rest = {
    filter,
    dataRetentionDuration: check.retention('dataRetentionDuration') ?? defaultRetention,
    autoDeleteDuration: check.lifetime('autoDeleteDuration'),
    areSystemTimestampsInUTC: check.flag('areSystemTimestampsInUTC'),
    maxRecords: check.whole('maxRecords', mostRecords),
    syncActions: checkSyncActions(check, instance, mostActions),
  }
  if (name === undefined || !fields || check.failures.length > 0) throw validationRefusal(check.failures)
  return { name, fields, ...said(rest) }
}

function checkFilterText(
  check: BodyCheck,
  filter: unknown,
  examine: (filter: string) => void,
): string | undefined {
  if (filter === undefined || filter === null || filter === '') return undefined
  if (typeof filter !== 'string' || filter.length > longestFilter) {
    check.fail('filter', `Must be a string value, at most ${longestFilter} characters long.`, filter)
    return undefined
  }
  try {
    examine(filter)
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    check.fail('filter', error.message, filter)
  }
  return filter
}
