import { InputError } from '@dwmops/record-files'
import { type Ledger, type ListQuery, openLedger } from '@dwmops/sync-ledger'
import { withDatabases } from '../databases.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'

export async function list({ json = false, ...query }: ListQuery & PrintOptions): Promise<void> {
  await withLedger(async (ledger) => {
    const syncs = await ledger.list(query)
    const used = await ledger.usedInLastHour()
    if (json) return printJson({ syncs, usedInLastHour: used })
    printRows(
      syncs.map(({ id, stage, kind, state, syncUri, status, plannedAt, endedAt, counts }) => {
        return { id, stage, kind, state, sync: syncUri, status, plannedAt, endedAt, counts }
      }),
    )
    for (const [kind, usage] of Object.entries(used)) say(`${kind} syncs in the last hour: ${usage.used}`)
  })
}

export async function show(id: string, options: PrintOptions): Promise<void> {
  await withLedger(async (ledger) => {
    const entry = await ledger.show(id)
    if (entry === undefined) throw new InputError(undefined, `no sync with id ${id}: see dwm syncs ls`)
    if (options.json) return printJson(entry)
    for (const [name, value] of Object.entries(entry)) {
      say(`${name.padEnd(14)} ${value instanceof Date ? value.toISOString() : JSON.stringify(value)}`)
    }
  })
}

async function withLedger(work: (ledger: Ledger) => Promise<void>): Promise<void> {
  await withDatabases(({ queueDb }) => work(openLedger(queueDb, { stage: 'dwm' })))
}
