import type { Eloqua, FieldSet, ImportDefinition } from '@dwmops/eloqua-client'
import type { ContactFields } from '@dwmops/fleet'
import type { Item } from '@dwmops/mongo-queue'
import type { EloquaContext } from '../connect-stage.ts'
import type { ClaimedItems, ImportPlan, ImportPlanner } from '../import/import-planner.ts'
import type { ImportGroup } from '../import/import-records.ts'
import { goneContact } from '../import/results/gone-contacts.ts'
import type { ImportKeys, ImportRecord } from '../import/results/record-results.ts'
import { definitionLifetime } from '../indicators/indicator-import.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { boundLengths } from './bound-lengths.ts'
import { type ContactWrite, folded, kindOf } from './contact-write.ts'
import { type CurrentContacts, readCurrentContacts } from './current-contacts.ts'
import { compareWrite, type FreshWrite, knowCurrent, withoutComparing } from './fresh-write.ts'
import { groupWrites, needsCurrent, type WriteGroup } from './group-writes.ts'
import { reportFreshness } from './report-freshness.ts'

/** How contacts are written. */
export interface ContactWriting {
  /** Name of the definitions. */
  readonly name: string
  readonly fields: ContactFields
  /** What is to be written to the contact of an item; the same by each run of the same settings. */
  writeOf(item: Item): ContactWrite
  /** What {@link ContactWriting.writeOf} goes by besides the item. */
  readonly basis: string
  /** Leaves a field alone that holds something else by now than was read. */
  readonly checksFreshness: boolean
  /** Creates contacts that are not there; else they are gone. */
  readonly createsContacts: boolean
  readonly cutsLongValues: boolean
  /** What the import does besides, to those that went in. */
  syncActions?(journal: SyncJournal): Promise<NonNullable<ImportDefinition['syncActions']>>
  /** Notes which fields of items keep Eloqua's value, before anything is sent. */
  noteSuperseded?(superseded: readonly SupersededFields[]): Promise<void>
}

/** Fields of an item that keep Eloqua's newer value. */
export interface SupersededFields {
  readonly item: Item
  readonly fields: readonly string[]
}

const identifier = 'emailAddress'

/**
 * Plans imports that write to contacts what was changed and nothing else: within four syncs a claim, and never over a value
 * that is newer than the one that was read.
 */
export function contactPlanner(context: EloquaContext, writing: ContactWriting): ImportPlanner {
  const { createsContacts, basis, writeOf } = writing
  let fields: Promise<FieldSet> | undefined
  const fieldsOf = ({ eloqua }: SyncJournal) => (fields ??= eloqua.fields({ signal: context.abortSignal }))
  let lengths: Promise<TextLengths> | undefined
  const textLengths = ({ eloqua }: SyncJournal) => (lengths ??= knownLengths(context, eloqua))
  return {
    basis,
    keys: async (journal): Promise<ImportKeys> => ({
      identifier,
      unique: uniqueNames(writing.fields, await fieldsOf(journal)),
      ofContacts: true,
      updatesOnly: !createsContacts,
    }),
    carried(item) {
      const write = writeOf(item)
      return { id: item.id, kind: kindOf(write), identifier: write.address }
    },
    plan: async (journal, claimed) =>
      planWrites(
        {
          ...{ context, writing, journal },
          described: await fieldsOf(journal),
          textLengths: () => textLengths(journal),
        },
        claimed,
      ),
  }
}

interface Planning {
  readonly context: EloquaContext
  readonly writing: ContactWriting
  readonly journal: SyncJournal
  readonly described: FieldSet
  textLengths(): Promise<TextLengths>
}

type TextLengths = ReadonlyMap<string, number> | undefined

async function knownLengths({ log, abortSignal }: EloquaContext, eloqua: Eloqua): Promise<TextLengths> {
  const lengths = await eloqua.textLengths({ signal: abortSignal })
  if (lengths === undefined)
    log.warn(
      'Eloqua does not let this user read the lengths of its fields: no value is cut or named as too long',
    )
  return lengths
}

async function planWrites(
  planning: Planning,
  claimed: ClaimedItems,
): Promise<ImportPlan | SyncPostponedError> {
  const { writing, journal, context, described, textLengths } = planning
  const { items } = claimed
  const held = items.map((item) => writing.writeOf(item))
  const writes = await boundLengths(context, held, {
    described,
    textLengths,
    fields: writing.fields,
    cuts: writing.cutsLongValues,
  })
  const fresh = await comparedWrites(planning, claimed, writes)
  if (fresh instanceof SyncPostponedError) return fresh
  await noteSuperseded(writing, items, fresh)
  reportFreshness(context, fresh)
  const { groups, deferred } = groupWrites(fresh.filter(({ isGone }) => !isGone))
  const syncActions = (await writing.syncActions?.(journal)) ?? []
  return {
    groups: groups.map((group) => importGroup(writing, group, syncActions)),
    deferred: deferred.map(({ write }) => write.id),
    decided: fresh
      .filter(({ isGone }) => isGone)
      .map(({ write: { id } }) => ({
        id,
        result: 'rejected',
        ...goneContact('another contact has its address'),
      })),
  }
}

async function noteSuperseded(
  writing: ContactWriting,
  items: readonly Item[],
  fresh: readonly FreshWrite[],
): Promise<void> {
  const fieldsOf = new Map(fresh.map(({ write, superseded }) => [write.id, superseded]))
  const noted = items.flatMap((item) => {
    const fields = fieldsOf.get(item.id) ?? []
    return fields.length === 0 ? [] : [{ item, fields }]
  })
  if (noted.length > 0) await writing.noteSuperseded?.(noted)
}

async function comparedWrites(
  planning: Planning,
  claimed: ClaimedItems,
  writes: readonly ContactWrite[],
): Promise<FreshWrite[] | SyncPostponedError> {
  const { checksFreshness } = planning.writing
  const toFill = needsCurrent(writes.map(kindOf))
  const changing = writes.filter(({ values }) => Object.keys(values).length > 0)
  if (changing.length === 0 || !(checksFreshness || toFill)) return writes.map(withoutComparing)
  const contacts = await currentOf(planning, claimed, changing)
  if (contacts instanceof SyncPostponedError) return contacts
  return writes.map((write) => (checksFreshness ? compareWrite : knowCurrent)(write, contacts))
}

function currentOf(
  { context, writing, journal }: Planning,
  { claim, earlier }: ClaimedItems,
  writes: readonly ContactWrite[],
): Promise<CurrentContacts | SyncPostponedError> {
  const wanted = new Set(writes.flatMap(({ values }) => Object.keys(values)))
  return readCurrentContacts(journal, {
    name: `${writing.name} check`,
    since: new Date(Math.min(...writes.map(({ readAt }) => readAt.getTime()))),
    fields: statementsOf(writing.fields, wanted),
    addresses: new Set(writes.map(({ address }) => folded(address))),
    ...{ claim, earlier, endsBy: context.deadlineAt },
    signal: context.abortSignal,
  })
}

function importGroup(
  { name, fields, basis, createsContacts }: ContactWriting,
  { carried, updateRule, fields: written, rows }: WriteGroup,
  syncActions: NonNullable<ImportDefinition['syncActions']>,
): ImportGroup {
  const definition: ImportDefinition = {
    name,
    fields: statementsOf(fields, new Set([identifier, ...written])),
    identifierFieldName: identifier,
    updateRule,
    ...(!createsContacts && { importRule: 'updateOnly' }),
    autoDeleteDuration: definitionLifetime,
    syncActions,
  }
  const record = (one: WriteGroup['rows'][number]): ImportRecord => {
    const { id, address } = one.write.write
    return {
      id,
      get row() {
        return { ...one.row, [identifier]: address }
      },
    }
  }
  return { definition, carried, basis, records: rows.map(record) }
}

function statementsOf(fields: ContactFields, keys: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => keys.has(key)))
}

/** By key, and by what else Eloqua may call them. */
function uniqueNames(fields: ContactFields, { all }: FieldSet): string[] {
  const described = new Map(all.map((field) => [field.statement, field]))
  return Object.entries(fields).flatMap(([key, statement]) => {
    const { internalName = '', isUnique = false } = described.get(statement) ?? {}
    return key === identifier || isUnique ? [key, statement, internalName] : []
  })
}
