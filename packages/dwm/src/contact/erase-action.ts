import { type Erasure, eraseContacts, exportContact, listErasures, repeatErasures } from '@dwmops/erasure'
import { InputError, writePrivateFile } from '@dwmops/record-files'
import { BSON } from 'mongodb'
import { askPerson } from '../ask-person.ts'
import { audited } from '../audited.ts'
import { type Databases, withDatabases } from '../databases.ts'
import { exitCodes } from '../exit-codes.ts'
import { type PrintOptions, printJson, printRows, say } from '../print.ts'
import { whoAmI } from '../rules/who-am-i.ts'

export interface EraseActionOptions extends PrintOptions {
  readonly export?: string
  readonly repeat?: boolean
  readonly yes?: boolean
  readonly who?: string
}

/** Erases people, after they were written to a file where that is wanted. Throws InputError for no. */
export async function erase(people: readonly string[], options: EraseActionOptions): Promise<void> {
  const { repeat = false, who = whoAmI(), json = false } = options
  if (repeat === people.length > 0) throw new InputError(undefined, 'name people, or say --repeat alone')
  await withDatabases(async (databases) => {
    if (options.export !== undefined) await writeExport(databases, people, options.export)
    await confirm(
      repeat ? 'erase once more who was erased' : `erase ${people.length} people for good`,
      options,
    )
    const facts = repeat ? { repeat } : { count: people.length }
    const erasures = await audited(databases.queueDb, { action: 'POST /erasures', who, facts }, () =>
      repeat ? repeatErasures(databases) : eraseContacts(databases, people, { who }),
    )
    if (json) printJson(erasures)
    else printErasures(erasures)
    if (erasures.some(({ state }) => state === 'open')) process.exitCode = exitCodes.unavailable
  })
}

/** Prints who erased when. */
export async function list({ json = false }: PrintOptions): Promise<void> {
  const erasures = await withDatabases(listErasures)
  if (json) printJson(erasures)
  else printErasures(erasures)
}

function printErasures(erasures: readonly Erasure[]): void {
  printRows(
    erasures.map(({ removed, ...facts }) => ({
      ...facts,
      removed: Object.entries(removed)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    })),
  )
  if (erasures.some(({ state }) => state === 'open'))
    say(
      '\nopen: a run works on the contact, or an export is under way; clean-queues ends the erasure when they are through',
    )
}

async function writeExport(databases: Databases, people: readonly string[], file: string): Promise<void> {
  const exported = []
  for (const person of people) exported.push({ person, ...(await exportContact(databases, person)) })
  await writePrivateFile(file, `${BSON.EJSON.stringify(exported, undefined, 1)}\n`)
}

/** It cannot be undone, so that it is asked everywhere. */
async function confirm(what: string, { yes = false }: EraseActionOptions): Promise<void> {
  if (yes) return
  await askPerson(`Really ${what}? It cannot be undone.`, `this cannot be undone: add --yes to ${what}`)
}
