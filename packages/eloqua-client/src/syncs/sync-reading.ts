import type { z } from 'zod'
import { harmlessText } from '../http/failures.ts'
import type { log as logSchema, reject as rejectSchema, sync as syncSchema } from '../schemas.ts'
import { classifyReject } from './status-codes.ts'
import type { EndStatus, Reject, Sync, SyncLog } from './sync-types.ts'

/** Statuses that are known not to be an end. */
const unfinished = new Set(['pending', 'active'])
const ends: Readonly<Record<string, EndStatus>> = {
  success: 'success',
  warning: 'warning',
  error: 'error',
  // Oracle's status page spells it so, its schema and all recordings do not
  errored: 'error',
}

/** The end that a status stands for; undefined for what is not, or not known to be, an end. */
export function endOf(status: string): EndStatus | undefined {
  const spelling = status.toLowerCase()
  return Object.hasOwn(ends, spelling) ? ends[spelling] : undefined
}

export function isKnownStatus(status: string): boolean {
  return endOf(status) !== undefined || unfinished.has(status.toLowerCase())
}

export function toSync(raw: z.infer<typeof syncSchema>): Sync {
  return {
    uri: raw.uri,
    definitionUri: raw.syncedInstanceUri,
    status: raw.status,
    end: endOf(raw.status),
    createdAt: raw.createdAt ?? undefined,
    startedAt: raw.syncStartedAt ?? undefined,
    endedAt: raw.syncEndedAt ?? undefined,
  }
}

export function toLog(raw: z.infer<typeof logSchema>): SyncLog {
  return {
    severity: raw.severity ?? 'information',
    statusCode: raw.statusCode ?? '',
    message: raw.message == null ? undefined : harmlessText(raw.message),
    count: raw.count ?? 0,
    createdAt: raw.createdAt ?? undefined,
  }
}

export function toReject(raw: z.infer<typeof rejectSchema>, uniqueFields: readonly string[]): Reject {
  const invalidFields = raw.invalidFields ?? []
  const values = Object.fromEntries(
    Object.entries(raw.fieldValues ?? {}).map(([key, value]) => [key, value === null ? '' : String(value)]),
  )
  return {
    statusCode: raw.statusCode ?? '',
    message:
      raw.message == null ? undefined : harmlessText(withoutValues(raw.message, Object.values(values))),
    values,
    invalidFields,
    recordIndex: raw.recordIndex ?? undefined,
    effect: classifyReject(raw.statusCode ?? undefined, { invalidFields, uniqueFields }),
  }
}

const leastValue = 3

/** Eloqua's words without the values of the record that they are about, as they are and as JSON has them. */
function withoutValues(words: string, values: readonly string[]): string {
  return values
    .map((value) => value.trim())
    .filter((value) => value.length >= leastValue)
    .toSorted((one, other) => other.length - one.length)
    .flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])
    .reduce((text, value) => text.replaceAll(value, '***'), words)
}
