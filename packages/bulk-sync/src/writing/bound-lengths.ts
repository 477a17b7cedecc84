import type { FieldSet, Row } from '@dwmops/eloqua-client'
import type { ContactFields } from '@dwmops/fleet'
import type { EloquaContext } from '../connect-stage.ts'
import type { ContactWrite } from './contact-write.ts'
import { countFields, sumOf } from './count-fields.ts'

/** What the lengths of values are held against. */
export interface LengthBounds {
  /** Fields of contacts as Eloqua describes them. */
  readonly described: FieldSet
  readonly fields: ContactFields
  /** Asked only when a value may be too long: see `textLengths` of eloqua-client. */
  textLengths(): Promise<ReadonlyMap<string, number> | undefined>
  /** Cuts what is too long; else it is sent as it is. */
  readonly cuts: boolean
}

/** Text as long as this fits into every field. */
const alwaysFits = 100

/**
 * Warns of text that is longer than its field takes, record by record, counts it, and cuts it where that is wanted. A field
 * whose length is not known is left to Eloqua.
 */
export async function boundLengths(
  { log, count, countValues }: Pick<EloquaContext, 'log' | 'count' | 'countValues'>,
  writes: readonly ContactWrite[],
  { cuts, ...bounds }: LengthBounds,
): Promise<readonly ContactWrite[]> {
  if (!writes.some(({ values }) => Object.values(values).some((value) => value.length > alwaysFits)))
    return writes
  const most = await maxLengths(bounds)
  const tooLong = writes.map(({ id, values }) => {
    const long = longFields(values, most)
    for (const field of long)
      log.warn(
        { item: id, field, length: values[field]?.length, most: most.get(field), cut: cuts },
        'value is longer than its field in Eloqua',
      )
    return long
  })
  const byField = countFields(tooLong)
  if (sumOf(byField) === 0) return writes
  count({ longValues: sumOf(byField) })
  countValues('tooLong', byField)
  return cuts ? writes.map((write) => ({ ...write, values: cutValues(write.values, most) })) : writes
}

type MaxLengths = ReadonlyMap<string, number>

async function maxLengths({
  fields,
  described: { all },
  textLengths,
}: Omit<LengthBounds, 'cuts'>): Promise<MaxLengths> {
  const lengths = await textLengths()
  const nameOf = new Map(all.map(({ statement, internalName }) => [statement, internalName]))
  return new Map(
    Object.entries(fields).flatMap(([key, statement]) => {
      const most = lengths?.get(nameOf.get(statement) ?? '')
      return most === undefined ? [] : [[key, most] as const]
    }),
  )
}

function longFields(values: Row, most: MaxLengths): string[] {
  return Object.keys(values).filter((field) => isLong(values[field] ?? '', most.get(field)))
}

function isLong(value: string, most = Number.POSITIVE_INFINITY): boolean {
  return value.length > most
}

function cutValues(values: Row, most: MaxLengths): Row {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, cutText(value, most.get(field))]),
  )
}

/** Leaves no half of a character at the end. */
function cutText(value: string, most: number | undefined): string {
  return isLong(value, most) ? value.slice(0, most).replace(/[\uD800-\uDBFF]$/, '') : value
}
