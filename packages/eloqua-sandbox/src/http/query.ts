import { type Failure, validationRefusal } from './refusal.ts'

/** The query of a collection. */
export interface CollectionQuery {
  readonly limit: number
  readonly offset: number
  readonly q: string | undefined
  readonly orderBy: string | undefined
  /** false: `totalResults` is left out */
  readonly total: boolean
}

export interface Bounds {
  readonly defaultLimit: number
  readonly maxLimit: number
}

export const metadataBounds: Bounds = { defaultLimit: 1000, maxLimit: 1000 }
export const dataBounds: Bounds = { defaultLimit: 1000, maxLimit: 50_000 }

/** Reads the query of a collection. Throws a Refusal (400) for a limit or offset out of range. */
export function readQuery(
  raw: unknown,
  { defaultLimit, maxLimit }: Bounds = metadataBounds,
  { cutsLimits = () => false }: { readonly cutsLimits?: () => boolean } = {},
): CollectionQuery {
  const values = parametersOf(raw)
  const failures: Failure[] = []
  const whole = (name: string, otherwise: number, min: number, max: number): number => {
    const value = values.get(name.toLowerCase())
    if (value === undefined) return otherwise
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    if (!Number.isNaN(number) && cutsLimits()) return Math.min(Math.max(number, min), max)
    failures.push({ field: name, value, constraint: `Must be a number, at least ${min} and at most ${max}.` })
    return otherwise
  }
  const limit = whole('limit', defaultLimit, 1, maxLimit)
  const offset = whole('offset', 0, 0, Number.MAX_SAFE_INTEGER)
  if (failures.length > 0) throw validationRefusal(failures)
  const total = values.get('totalresults')?.toLowerCase() !== 'false'
  return { limit, offset, q: values.get('q'), orderBy: values.get('orderby'), total }
}

function parametersOf(raw: unknown): Map<string, string> {
  const entries = typeof raw === 'object' && raw !== null ? Object.entries(raw) : []
  return new Map(
    entries.map(([name, value]) => [name.toLowerCase(), String(Array.isArray(value) ? value[0] : value)]),
  )
}
