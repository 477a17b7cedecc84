import type { ImportDefinition } from '@dwmops/eloqua-client'
import type { Carried } from '../writing/group-writes.ts'
import type { ImportRecord, RowsSent } from './results/record-results.ts'

/** Names the records of a claim that a sync may carry; all of them by default. */
export interface PartFacts {
  readonly carried?: Carried
  /** What the kinds of records were worked out by: under other settings they say nothing. */
  readonly basis?: string
}

/** Records that one sync carries. */
export interface Part extends PartFacts, SentPart {
  readonly definition: ImportDefinition
}

/** What has to be known of a sync's records to judge it. */
export interface SentPart {
  /** In the order of their ids. */
  readonly records: readonly ImportRecord[]
  /** What was left of a larger sync. */
  readonly isHalf?: boolean
}

/** A record, and whether the ledger entry of a sync says that it is carried. */
export interface CarriedRecord {
  readonly id: string
  readonly kind?: string
}

/** The group as one part. */
export function wholePart(group: Part): Part[] {
  const records = group.records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return records.length === 0 ? [] : [{ ...group, records }]
}

/** Both halves of a part, the second one first. */
export function halvesOf<P extends SentPart>(part: P, records: readonly ImportRecord[]): P[] {
  const middle = records.length >> 1
  return [records.slice(middle), records.slice(0, middle)].map((half) => ({
    ...part,
    records: half,
    isHalf: true,
  }))
}

/** What the ledger entry of a sync notes: which part of its claim it carries. */
interface PartData extends RowsSent, PartFacts {
  readonly [name: string]: unknown
  readonly firstId: string
  readonly lastId: string
  readonly isHalf?: true
}

export function partData({ records, carried, basis, isHalf }: Part): PartData {
  return {
    firstId: records[0]?.id ?? '',
    lastId: records.at(-1)?.id ?? '',
    rowsSent: records.length,
    ...(carried && { carried }),
    ...(basis !== undefined && { basis }),
    ...(isHalf && { isHalf }),
  }
}

/** Whether the sync of an entry carries a record of its claim. Entries of before kinds were noted name them by their ids alone. */
export function carriedBy(
  data: Readonly<Record<string, unknown>> | undefined,
  basis: string | undefined,
): (record: CarriedRecord) => boolean {
  const {
    firstId,
    lastId,
    carried,
    basis: noted,
  }: Readonly<Partial<Record<keyof PartData, unknown>>> = data ?? {}
  if (typeof firstId !== 'string' || typeof lastId !== 'string') return () => true
  const isWithin = ({ id }: CarriedRecord) => firstId <= id && id <= lastId
  if (typeof carried !== 'object' || carried === null) return isWithin
  if (noted !== basis) return () => false
  const isOfKind = isCarried(carried)
  return (record) => isWithin(record) && isOfKind(record)
}

function isCarried({ only, except, ids }: Carried): (record: CarriedRecord) => boolean {
  if (ids !== undefined) return ({ id }) => ids.includes(id)
  if (only !== undefined) return ({ kind = '' }) => only.includes(kind)
  return ({ kind = '' }) => except?.includes(kind) !== true
}
