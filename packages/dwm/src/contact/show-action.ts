import {
  type RunRef,
  readTimeline,
  type Timeline,
  type TimelineNow,
  type TimelineWash,
} from '@dwmops/insight'
import { InputError } from '@dwmops/record-files'
import { withDatabases } from '../databases.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'

/** Prints the way of a contact. Throws InputError when nothing is known of it. */
export async function showContact(name: string, { json = false }: PrintOptions): Promise<void> {
  const timeline = await withDatabases((databases) => readTimeline(databases, name))
  if (timeline === undefined) throw new InputError(undefined, 'unknown contact')
  if (json) printJson(timeline)
  else print(timeline)
}

function print({ key, itemId, contactIds, now, ...way }: Timeline): void {
  say(`${key ?? 'address forgotten'}  item ${itemId}  contact ${contactIds.join(', ') || 'unknown'}`)
  say(now === undefined ? 'in no queue any more' : inWords(now))
  section(
    'exports',
    way.exports.map(({ at, batch, sync }) => {
      return { at, batch: batch?.name, sync: sync?.syncUri, status: sync?.status, run: inShort(sync?.run) }
    }),
  )
  for (const wash of way.washes) printWash(wash)
  section(
    'hops',
    way.hops.map(({ run, ...hop }) => ({ ...hop, run: inShort(run) })),
  )
  section(
    'imports',
    way.imports.map(({ stage, syncUri, state, status, endedAt, run }) => {
      return { stage, sync: syncUri, state, status, endedAt, run: inShort(run) }
    }),
  )
  section(
    'undos',
    way.undos.flatMap(({ undo, at, state, by, values }) =>
      values.map((value) => ({ undo, at, state, by, ...value })),
    ),
  )
}

function inWords({
  queue,
  state,
  since,
  attempts,
  generation,
  heldBy,
  lastError,
  newerExportAt,
}: TimelineNow): string {
  return [
    `${state} in ${queue} since ${since.toISOString()}, pass ${generation}, attempt ${attempts}`,
    ...(heldBy ? [`held by ${heldBy.stage} (${heldBy.owner}) until ${heldBy.until.toISOString()}`] : []),
    ...(lastError ? [`${lastError.code}: ${lastError.message} (${lastError.at.toISOString()})`] : []),
    ...(newerExportAt ? [`a newer export of ${newerExportAt.toISOString()} waits`] : []),
  ].join('\n')
}

function printWash({ at, run, rules, changes, superseded }: TimelineWash): void {
  const version = rules && `rules ${rules.version ?? rules.hash.slice(0, 12)}`
  section(
    ['wash', at.toISOString(), run && `run ${run.id}`, version].filter(Boolean).join('  '),
    changes.map(({ field, from, to, ruleType, ruleId }) => {
      const isKept = superseded.includes(field)
      const row = { field, from, to, rule: ruleType, id: ruleId }
      return superseded.length === 0 ? row : { ...row, import: isKept ? 'superseded in Eloqua' : undefined }
    }),
  )
}

function section(title: string, rows: Parameters<typeof printRows>[0]): void {
  say(`\n${title}`)
  printRows(rows)
}

function inShort(run: RunRef | undefined): string | undefined {
  return run && [run.id, run.result].filter(Boolean).join(' ')
}
