import * as z from 'zod'

// Only the properties used; Eloqua may send more. Shapes: see testdata/. What may be missing may be null as well.

export const discovery = z.object({
  site: z.object({ id: z.union([z.number(), z.string()]), name: z.string() }),
  user: z.object({ id: z.union([z.number(), z.string()]), username: z.string() }),
  urls: z.object({ apis: z.object({ rest: z.object({ bulk: z.string() }) }) }),
})

export const tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().positive().nullish(),
})

/** Oracle's own examples have booleans as texts here and there (Bulk API, import parameters; read 2026-11-30). */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

/** The Application API has counts as texts; one that cannot be read says no more than one that is missing. */
const total = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .nullish()
  .catch(undefined)

/** Relative to the base of the Bulk API, as all recordings have it; a whole address is cut to that. */
const uri = z.string().transform((text) => text.replace(/^https?:\/\/[^/]+\/+api\/+bulk\/+[\d.]+(?=\/)/i, ''))

/** What a page says of those behind it. */
export const pageEnd = z.object({ hasMore: flag.nullish().catch(undefined), totalResults: total })

/** A page of anything; `items` is missing at times when there are none. */
export function page<T extends z.ZodType>(item: T) {
  return pageEnd.extend({ items: z.array(item).nullish() })
}

export const list = z.object({
  name: z.string(),
  count: total,
  statement: z.string(),
  uri,
})

export const field = z.object({
  name: z.string(),
  internalName: z.string().nullish(),
  dataType: z.string().nullish(),
  statement: z.string(),
  uri: uri.nullish(),
  hasReadOnlyConstraint: flag.nullish(),
  hasUniquenessConstraint: flag.nullish(),
})

export const customObject = z.object({ name: z.string(), uri })

export const definition = z.object({
  uri,
  isSyncTriggeredOnImport: flag.nullish(),
})

export const sync = z.object({
  uri,
  syncedInstanceUri: uri,
  status: z.string(),
  createdAt: z.string().nullish(),
  syncStartedAt: z.string().nullish(),
  syncEndedAt: z.string().nullish(),
})

/** A sync among others: those of other parts of Eloqua may look otherwise, and must not hide ours. */
export const listedSync = sync.extend({
  syncedInstanceUri: uri.nullish(),
  status: z.string().nullish(),
})

export const log = z.object({
  severity: z.string().nullish(),
  statusCode: z.string().nullish(),
  message: z.string().nullish(),
  count: total,
  createdAt: z.string().nullish(),
})

const textValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const reject = z.object({
  statusCode: z.string().nullish(),
  message: z.string().nullish(),
  fieldValues: z.record(z.string(), textValue).nullish(),
  invalidFields: z.array(z.string()).nullish(),
  recordIndex: total,
})
