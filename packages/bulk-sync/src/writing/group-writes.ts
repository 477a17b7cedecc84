import type { Row, UpdateRule } from '@dwmops/eloqua-client'
import { fillingKind, kindOf } from './contact-write.ts'
import type { FreshWrite } from './fresh-write.ts'

/** Which records of a claim a sync carries: by the kinds of their writes, or by id. */
export interface Carried {
  readonly only?: readonly string[]
  readonly except?: readonly string[]
  readonly ids?: readonly string[]
}

/** Writes that go in by one import. */
export interface WriteGroup {
  readonly carried: Carried
  readonly updateRule: UpdateRule
  /** Fields that the import holds besides the identifier. */
  readonly fields: readonly string[]
  /** Each row is made when it is asked for: all of them at once would be as much as the contacts themselves. */
  readonly rows: readonly { readonly write: FreshWrite; readonly row: Row }[]
}

export interface GroupedWrites {
  /** At most {@link mostGroups}, in the order in which they are to be sent. */
  readonly groups: readonly WriteGroup[]
  /** What fits none of them: a later claim carries it. */
  readonly deferred: readonly FreshWrite[]
}

/** One for all that blank no field, where there are such, the others for those that do. */
export const mostGroups = 4
/** Ids or kinds that the ledger entry of a sync may name. */
const mostNamed = 5_000

/** Whether the fields that are blanked have so many combinations that rows must be filled up with what contacts hold now. */
export function needsCurrent(kinds: Iterable<string>): boolean {
  const blanking = new Set(kinds)
  const isFilling = blanking.delete(fillingKind)
  return blanking.size > importsLeft(isFilling)
}

/** How many imports are left for those that blank fields. */
function importsLeft(isFilling: boolean): number {
  return isFilling ? mostGroups - 1 : mostGroups
}

/**
 * Puts writes into at most four imports, whatever the combinations of their fields. Those that blank nothing go together: an empty
 * cell leaves its field alone there. Those that blank fields go by kind, with exactly their fields; where there are too many
 * kinds the most frequent one does, and the others share an import that holds all their fields, filled up with
 * what the contacts hold now.
 */
export function groupWrites(writes: readonly FreshWrite[]): GroupedWrites {
  const byKind = Map.groupBy(writes, ({ write }) => kindOf(write))
  const kinds = [...byKind].filter(([, some]) => !some.some(blanks)).slice(0, mostNamed)
  for (const [kind] of kinds) byKind.delete(kind)
  const filling = fillingGroup(kinds)
  const { named, groups, deferred } = groupBlanking(byKind, importsLeft(filling.length > 0))
  // the last one names its records by what the others are not: those are through by then
  return { groups: [...named, ...filling, ...groups], deferred }
}

/** Of a kind that blanks fields, what is left to write may blank none. */
function blanks({ values }: FreshWrite): boolean {
  return Object.values(values).includes('')
}

type ByKind = ReadonlyMap<string, readonly FreshWrite[]>

function groupBlanking(
  byKind: ByKind,
  most: number,
): GroupedWrites & { readonly named: readonly WriteGroup[] } {
  const kinds = [...byKind].toSorted(([, a], [, b]) => b.length - a.length)
  if (kinds.length <= most) {
    const exact = kinds.map(([kind, writes]) => fit({ only: [kind] }, writes))
    if (exact.every(({ left }) => left.length === 0))
      return { named: [], groups: groupsOf(exact), deferred: [] }
  }
  const [largest, ...others] = kinds
  if (largest === undefined) return { named: [], groups: [], deferred: [] }
  const first = fit({ only: [largest[0]] }, largest[1])
  const shared = fit(
    { except: [fillingKind, largest[0]] },
    others.flatMap(([, writes]) => writes),
  )
  const left = [...first.left, ...shared.left].toSorted(byAge)
  const last = fitLeft(left.slice(0, mostNamed))
  return {
    named: groupsOf([last]),
    groups: groupsOf([first, shared]),
    deferred: [...last.left, ...left.slice(mostNamed)],
  }
}

function byAge(one: FreshWrite, other: FreshWrite): number {
  return one.write.readAt.getTime() - other.write.readAt.getTime()
}

interface Fitted {
  readonly group: WriteGroup
  readonly left: readonly FreshWrite[]
}

function groupsOf(fitted: readonly Fitted[]): WriteGroup[] {
  return fitted.map(({ group }) => group).filter(({ rows }) => rows.length > 0)
}

/** The oldest go first here, so that nothing waits for ever. */
function fitLeft(writes: readonly FreshWrite[]): Fitted {
  const fitted = fit({ ids: [] }, writes, 'oldest first')
  return {
    ...fitted,
    group: { ...fitted.group, carried: { ids: fitted.group.rows.map(({ write }) => write.write.id) } },
  }
}

/**
 * Those of the writes that can share an import: each row can be given every field of it. A row whose field nobody read fits only
 * where no other row writes that field.
 */
function fit(carried: Carried, writes: readonly FreshWrite[], order?: 'oldest first'): Fitted {
  const universe = new Set(writes.flatMap(({ values }) => Object.keys(values)))
  const classes = [...Map.groupBy(writes, (write) => unknownOf(write, universe).join(' ')).values()]
  if (order === undefined) classes.sort((a, b) => b.length - a.length)
  const fields = new Set<string>()
  const unknown = new Set<string>()
  const taken: FreshWrite[] = []
  const left: FreshWrite[] = []
  for (const some of classes) {
    const [one] = some
    const theirs = new Set(some.flatMap(({ values }) => Object.keys(values)))
    const lacking = new Set(one === undefined ? [] : unknownOf(one, universe))
    if (!lacking.isDisjointFrom(fields) || !theirs.isDisjointFrom(unknown)) {
      left.push(...some)
      continue
    }
    for (const field of theirs) fields.add(field)
    for (const field of lacking) unknown.add(field)
    taken.push(...some)
  }
  return { group: blankingGroup(carried, [...fields], taken), left }
}

/** Fields of which nobody knows what to write for this contact. */
function unknownOf({ values, now }: FreshWrite, fields: ReadonlySet<string>): string[] {
  return [...fields].filter((field) => values[field] === undefined && now(field) === undefined)
}

function blankingGroup(
  carried: Carried,
  fields: readonly string[],
  writes: readonly FreshWrite[],
): WriteGroup {
  const cell = ({ values, now }: FreshWrite, field: string) => values[field] ?? now(field) ?? ''
  return { carried, updateRule: 'always', fields, rows: rowsOf(writes, fields, cell) }
}

function fillingGroup(kinds: readonly (readonly [string, readonly FreshWrite[]])[]): WriteGroup[] {
  const writes = kinds.flatMap(([, some]) => some)
  const fields = [...new Set(writes.flatMap(({ values }) => Object.keys(values)))]
  const cell = ({ values }: FreshWrite, field: string) => values[field] ?? ''
  const rows = rowsOf(writes, fields, cell)
  const carried = { only: kinds.map(([kind]) => kind) }
  return rows.length === 0 ? [] : [{ carried, updateRule: 'ifNewIsNotNull', fields, rows }]
}

function rowsOf(
  writes: readonly FreshWrite[],
  fields: readonly string[],
  cell: (write: FreshWrite, field: string) => string,
): WriteGroup['rows'] {
  return writes.map((write) => ({
    write,
    get row() {
      return Object.fromEntries(fields.map((field) => [field, cell(write, field)]))
    },
  }))
}
