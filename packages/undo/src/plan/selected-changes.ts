import { findRuns } from '@dwmops/job-runner'
import { keyHex } from '@dwmops/mongo-queue'
import type { NotedWash, Revert, RuleStore, WashQuery } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import type { UndoSelection } from './selection.ts'

/** What is selected of one contact. */
export interface SelectedContact {
  readonly item: string
  readonly contact: unknown
  /** Fields to be undone, by history document. */
  readonly washes: Map<string, ReadonlySet<string>>
  /** Undos to be undone. */
  readonly undos: Set<string>
  /** All fields concerned. */
  readonly fields: Set<string>
}

export interface SelectedChanges {
  readonly contacts: ReadonlyMap<string, SelectedContact>
  /** When the first of them was made; undefined when there is none. */
  readonly oldest: Date | undefined
}

/** Finds the changes of a selection among the washes that are noted and among earlier undos. */
export async function selectChanges(
  store: RuleStore,
  queueDb: Db,
  selection: UndoSelection,
): Promise<SelectedChanges> {
  const contacts = new Map<string, SelectedContact>()
  let oldest: Date | undefined
  const contactOf = (item: string, contact: unknown, at: Date) => {
    if (oldest === undefined || at < oldest) oldest = at
    const known = contacts.get(item)
    if (known !== undefined) return known
    const made = { item, contact, washes: new Map(), undos: new Set<string>(), fields: new Set<string>() }
    contacts.set(item, made)
    return made
  }
  for await (const page of store.washes.walk(await queryOf(queueDb, selection)))
    for (const wash of page) selectWash(wash, selection, contactOf)
  for await (const page of revertsOf(store, selection))
    for (const revert of page) selectRevert(revert, selection, contactOf)
  return { contacts, oldest }
}

type ContactOf = (item: string, contact: unknown, at: Date) => SelectedContact

function selectWash(wash: NotedWash, { rule, field }: UndoSelection, contactOf: ContactOf): void {
  const meant = wash.changes.filter(
    (change) =>
      (rule === undefined || change.ruleId === rule) && (field === undefined || change.field === field),
  )
  if (meant.length === 0) return
  const item = wash.key.slice(0, wash.key.indexOf(':'))
  const selected = contactOf(item, wash.contact, wash.at)
  const fields = new Set(meant.map((change) => change.field))
  selected.washes.set(wash.historyId, fields)
  for (const one of fields) selected.fields.add(one)
}

function selectRevert(revert: Revert, { field, contact }: UndoSelection, contactOf: ContactOf): void {
  if (revert.state !== 'done') return
  if (contact !== undefined && itemOf(contact) !== revert.item) return
  const meant = revert.values.filter((value) => field === undefined || value.field === field)
  if (meant.length === 0) return
  const selected = contactOf(revert.item, revert.contact, revert.at)
  selected.undos.add(revert.undo)
  for (const value of meant) selected.fields.add(value.field)
}

/** Undos are made by no rule; with a run, only that undo is meant. */
async function* revertsOf(store: RuleStore, { rule, run, since, until }: UndoSelection) {
  if (rule !== undefined) return
  yield* store.reverts.walk({
    ...(run !== undefined && { undo: run }),
    ...(since && { since }),
    ...(until && { until }),
  })
}

/** A run's washes are looked for within its time, where that is still known. */
async function queryOf(queueDb: Db, selection: UndoSelection): Promise<WashQuery> {
  const { rule, run, field, contact } = selection
  const [known] = run === undefined ? [] : await findRuns(queueDb, { ids: [run] })
  const since = selection.since ?? known?.startedAt
  const until = selection.until ?? known?.finishedAt
  return {
    ...(rule !== undefined && { ruleId: rule }),
    ...(run !== undefined && { run }),
    ...(field !== undefined && { field }),
    ...(contact !== undefined && { item: itemOf(contact) }),
    ...(since && { since }),
    ...(until && { until }),
  }
}

function itemOf(address: string): string {
  return keyHex(address.trim().toLowerCase())
}
