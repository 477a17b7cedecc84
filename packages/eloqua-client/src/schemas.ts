import { z } from 'zod'

// Only the properties used; Eloqua may send more. Shapes: see testdata/.

export const discovery = z.object({
  site: z.object({ id: z.union([z.number(), z.string()]), name: z.string() }),
  user: z.object({ id: z.union([z.number(), z.string()]), username: z.string() }),
  urls: z.object({ apis: z.object({ rest: z.object({ bulk: z.string() }) }) }),
})

export const tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
})

/** A page of anything; `items` is missing at times when there are none. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item).nullish(),
    hasMore: z.boolean().optional(),
    totalResults: z.number().optional(),
  })
}

export const list = z.object({
  name: z.string(),
  count: z.coerce.number().optional(),
  statement: z.string(),
  uri: z.string(),
})

export const field = z.object({
  name: z.string(),
  internalName: z.string().optional(),
  dataType: z.string().optional(),
  statement: z.string(),
  uri: z.string().optional(),
  hasReadOnlyConstraint: z.boolean().optional(),
  hasUniquenessConstraint: z.boolean().optional(),
})

export const customObject = z.object({ name: z.string(), uri: z.string() })

export const definition = z.object({
  uri: z.string(),
  isSyncTriggeredOnImport: z.boolean().optional(),
})

export const sync = z.object({
  uri: z.string(),
  syncedInstanceUri: z.string(),
  status: z.string(),
  createdAt: z.string().nullish(),
  syncStartedAt: z.string().nullish(),
  syncEndedAt: z.string().nullish(),
})

/** A sync among others: those of other parts of Eloqua may look otherwise, and must not hide ours. */
export const listedSync = sync.partial({ syncedInstanceUri: true, status: true })

export const log = z.object({
  severity: z.string().optional(),
  statusCode: z.string().optional(),
  message: z.string().nullish(),
  count: z.coerce.number().nullish(),
  createdAt: z.string().optional(),
})

const textValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const reject = z.object({
  statusCode: z.string().optional(),
  message: z.string().nullish(),
  fieldValues: z.record(z.string(), textValue).optional(),
  invalidFields: z.array(z.string()).nullish(),
  recordIndex: z.number().nullish(),
})
