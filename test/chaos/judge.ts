import { readFileSync } from 'node:fs'
import { compileWasher } from '@dwmops/core'
import { contactsOnList, type Fleet, starter } from '@dwmops/local-fleet'
import { openLedger } from '@dwmops/sync-ledger'
import type { Document } from 'mongodb'
import { lookAt, type SandboxContact } from '../support/sandbox.ts'
import { judgeContact } from './judge-contact.ts'
import { movers } from './stage-workers.ts'

/** What is not as it must be after all contacts have gone through, a line each; none when all is well. */
export async function judge(fleet: Fleet, original: readonly SandboxContact[]): Promise<string[]> {
  const [contacts, flags, histories] = await Promise.all([
    contactsOf(fleet),
    flagsOf(fleet),
    historiesOf(fleet),
  ])
  const washer = compileWasher(readJson(starter.rules), readJson(starter.config)[0])
  const findings = original.flatMap(({ ContactID, fields }) => {
    const washed = washer.wash({ ...fields, ContactID }, 0)
    if (!washed.ok) return [`contact ${ContactID} cannot be washed`]
    const contact = contacts.get(ContactID)
    const flag = flags.get(fields['emailAddress'] ?? '')
    const faults = judgeContact(washed, { contact, flag, histories: histories.get(ContactID) ?? [] })
    return faults.map((fault) => `contact ${ContactID}: ${fault}`)
  })
  return [...findings, ...(await leftovers(fleet, original.length))]
}

async function leftovers(fleet: Fleet, expected: number): Promise<string[]> {
  const db = fleet.client.db(fleet.environment['QUEUE_DATABASE'])
  const items = db.collection('items')
  const done = await items.countDocuments({ state: 'done' })
  const ledgers = movers.map((stage) => openLedger(db, { stage }).unfinished())
  const counts = {
    'items that are not done': (await items.countDocuments()) - done,
    'items too few or too many': done - expected,
    claims: await db.collection('claims').countDocuments(),
    'open syncs': (await Promise.all(ledgers)).flat().length,
    'contacts on the export list': await contactsOnList(fleet),
    'contacts on the processing list': await contactsOnList(fleet, 'DWM - Processing Queue'),
  }
  return Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]))
}

async function contactsOf(fleet: Fleet): Promise<Map<string, SandboxContact>> {
  const contacts = await lookAt(fleet.sandbox).contacts()
  return new Map(contacts.map((contact) => [contact.ContactID, contact]))
}

async function flagsOf(fleet: Fleet): Promise<Map<string, string>> {
  const indicators = await lookAt(fleet.sandbox).indicators()
  return new Map(indicators.map(({ emailAddress, dataStatus }) => [emailAddress, dataStatus]))
}

async function historiesOf(fleet: Fleet): Promise<Map<string, Document[]>> {
  const rules = fleet.client.db(fleet.environment['RULES_DATABASE'])
  const documents = await rules.collection('contactHistory').find().toArray()
  return Map.groupBy(documents, ({ ContactID }) => String(ContactID))
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
