import { keyHex, openQueue } from '@dwmops/mongo-queue'
import { historyId, openRuleStore } from '@dwmops/rule-store'
import type { Databases } from '../src/index.ts'
import { readTimeline } from '../src/index.ts'
import { testConfig } from '../src/testing.ts'
import { printTimes } from './timing.ts'

const contacts = 100_000
const batch = 10_000
const address = (contact: number) => `contact${contact}@example.com`

/** Timelines among so many history documents, with as many notes and 100,000 items. */
export async function benchTimeline(
  databases: Databases,
  documents: number,
  analyze: () => Promise<void>,
): Promise<void> {
  const { queueDb, rulesDb } = databases
  await rulesDb.collection('config').insertOne({ ...testConfig })
  await openRuleStore(rulesDb).ensureIndexes()
  const queue = openQueue(queueDb, { owner: 'bench', stage: 'bench' })
  await queue.ensureIndexes()
  for (let from = 0; from < documents; from += batch) await insertWashes(databases, from)
  for (let from = 0; from < contacts; from += batch) await queue.add('dwmQueue', entries(from))
  await analyze()
  await printTimes(
    `timeline among ${documents.toLocaleString('en')} history documents`,
    50,
    async (round) => {
      const timeline = await readTimeline(databases, address(round * 997))
      if (timeline?.washes[0]?.changes[0]?.ruleId === undefined) throw new Error('a timeline without a rule')
    },
  )
}

async function insertWashes({ rulesDb }: Databases, from: number): Promise<void> {
  const numbers = Array.from({ length: batch }, (_, index) => from + index)
  const facts = numbers.map((number) => {
    const contact = number % contacts
    const place = Math.floor(number / contacts)
    const key = `${keyHex(address(contact))}:${place}:1`
    return { contact: String(contact), place, key, at: new Date(Date.now() - number) }
  })
  const history = facts.map(({ contact, place, key, at }) => ({
    _id: historyId(key),
    ContactID: contact,
    timestamp: Math.floor(at.getTime() / 1000),
    configName: 'Test',
    _current: place,
    city: { normLookup: { from: ' berlin', to: 'Berlin' } },
    country: { deriveValue: { from: '', to: 'DE', using: { city: 'Berlin' } } },
  }))
  await rulesDb.collection('contactHistory').insertMany(history, { ordered: false })
  const changes = [
    { field: 'city', ruleType: 'normLookup', ruleId: 'r1', ruleIndex: 0 },
    { field: 'country', ruleType: 'deriveValue', ruleId: 'r2', ruleIndex: 0 },
  ]
  const store = openRuleStore(rulesDb)
  const notes = facts.map(({ contact, key }) => ({ key, contact, changes }))
  await store.washes.write(notes, { run: 'run', rules: 'hash', at: new Date() })
}

function entries(from: number) {
  return Array.from({ length: batch }, (_, index) => {
    const contact = from + index
    const payload = { ContactID: String(contact), city: 'Berlin', country: 'DE' }
    return { key: address(contact), payload, source: String(contact) }
  })
}
