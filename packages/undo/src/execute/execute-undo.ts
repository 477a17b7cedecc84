import { connectStage, type SyncJournal } from '@dwmops/bulk-sync'
import { openRuleStore, type RuleStore } from '@dwmops/rule-store'
import { UndoChangedError } from '../errors.ts'
import { prepareUndo, undoQueueOf } from '../plan/plan-undo.ts'
import type { UndoSelection } from '../plan/selection.ts'
import type { ComparedContact } from '../plan/undo-plan.ts'
import type { UndoParts } from '../undo-parts.ts'
import { readUndo, recordUndo, runningUndos, type UndoReason, type UndoRun } from '../undo-runs.ts'
import { importUndos } from './import-undos.ts'
import { undoEntry, undoQueue } from './undo-queue.ts'

const contactsAtOnce = 1_000

/**
 * Writes former values back, as a run of its own with its own history. Resumes first what a killed undo has left, then plans, hands the
 * contacts to the undo queue and imports them. Done again it finds nothing more to do. Where Eloqua must not be written to it
 * stays a plan. Throws what `planUndo` throws, and UndoChangedError when the plan is no longer the one whose id is given.
 */
export async function executeUndo(
  parts: UndoParts,
  selection: UndoSelection,
  { plan: confirmed, ...reason }: UndoReason & { readonly plan?: string | undefined },
): Promise<UndoRun> {
  const { context } = parts
  const connect = connectOnce(parts)
  if (context.eloquaWrite) await finishUndos(parts, connect)
  const { plan, contacts } = await prepareUndo(parts, selection, connect)
  if (confirmed !== undefined && confirmed !== plan.id)
    throw new UndoChangedError(
      `it would now revert ${plan.values} values of ${plan.contacts} contacts, and not those of the plan`,
    )
  const { samples: _, id: _id, ...counts } = plan
  const none = { planned: 0, done: 0, rejected: 0, dropped: 0 }
  const run: UndoRun = {
    ...{ id: context.runId, ...reason, selection, startedAt: new Date() },
    ...{ state: 'running', plan: counts, contacts: { ...none, planned: contacts.length } },
  }
  if (!context.eloquaWrite) {
    context.log.info({ contacts: plan.contacts, values: plan.values }, 'eloqua write skipped')
    return endUndo(parts, { ...run, state: 'skipped', contacts: none })
  }
  await recordUndo(context.queueDb, run)
  await handToQueue(parts, contacts, run.who)
  const [ended = run] = await importAndClose(parts, connect, [run.id])
  return ended
}

/** Resumes what killed undos have left: follows their syncs, imports what waits, and closes their records. */
export async function resumeUndos(parts: UndoParts): Promise<UndoRun[]> {
  if (!parts.context.eloquaWrite) return []
  return finishUndos(parts, connectOnce(parts))
}

async function finishUndos(parts: UndoParts, connect: () => Promise<SyncJournal>): Promise<UndoRun[]> {
  const open = await runningUndos(parts.context.queueDb)
  return importAndClose(
    parts,
    connect,
    open.map(({ id }) => id),
  )
}

/**
 * Imports all that waits, and closes these undos and those whose contacts it imported: another undo may have closed one of them
 * before its contacts were in the queue.
 */
async function importAndClose(
  parts: UndoParts,
  connect: () => Promise<SyncJournal>,
  ids: readonly string[],
): Promise<UndoRun[]> {
  const imported = await importUndos(parts, connect)
  const closed: UndoRun[] = []
  for (const id of new Set([...ids, ...imported])) {
    const run = await readUndo(parts.context.queueDb, id)
    if (run !== undefined) closed.push(await closeUndo(parts, run))
  }
  return closed
}

/**
 * Writes down each contact before it is in the queue, so that whatever is imported is in the history of undos. Contacts that have
 * come under way since they were looked at stay as they are.
 */
async function handToQueue(
  parts: UndoParts,
  contacts: readonly ComparedContact[],
  by: string,
): Promise<void> {
  const { runId: undo } = parts.context
  const queue = undoQueueOf(parts)
  const { reverts } = openRuleStore(parts.rulesDb)
  for (let from = 0; from < contacts.length; from += contactsAtOnce) {
    const page = contacts.slice(from, from + contactsAtOnce)
    const at = new Date()
    await reverts.plan(
      page.map(({ item, contact, after, values }) => ({ undo, item, contact, at, after, by, values })),
    )
    const entries = page.map((contact) => undoEntry(undo, contact))
    await queue.add(undoQueue, entries, { onlyIdle: true })
  }
}

/** What is still planned and not in the undo queue will not be imported any more. */
async function closeUndo(parts: UndoParts, run: UndoRun): Promise<UndoRun> {
  const store = openRuleStore(parts.rulesDb)
  await dropAbsent(parts, store, run.id)
  const contacts = await store.reverts.count(run.id)
  return endUndo(parts, { ...run, state: contacts.planned > 0 ? 'running' : 'done', contacts })
}

async function dropAbsent(parts: UndoParts, store: RuleStore, undo: string): Promise<void> {
  const queue = undoQueueOf(parts)
  for await (const page of store.reverts.walk({ undo })) {
    const items = page.filter(({ state }) => state === 'planned').map(({ item }) => item)
    if (items.length === 0) continue
    const places = await queue.places(items)
    const waiting = new Set(
      places
        .filter(({ queue: name, batch, state }) => name === undoQueue && batch === undo && state !== 'done')
        .map(({ id }) => id),
    )
    await store.reverts.settle(
      undo,
      items.filter((item) => !waiting.has(item)),
      'dropped',
    )
  }
}

async function endUndo({ context }: UndoParts, run: UndoRun): Promise<UndoRun> {
  const ended = run.state === 'running' ? run : { ...run, endedAt: new Date() }
  await recordUndo(context.queueDb, ended)
  context.log.info({ undo: run.id, state: run.state, ...run.contacts }, 'undo ended')
  return ended
}

function connectOnce({ context }: UndoParts): () => Promise<SyncJournal> {
  let journal: Promise<SyncJournal> | undefined
  return () => {
    journal ??= connectStage(context)
    return journal
  }
}
