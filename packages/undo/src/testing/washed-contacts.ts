import { loginSettings, type Sandbox } from '@dwmops/eloqua-sandbox'
import { parseSettings } from '@dwmops/job-runner'
import { keyHex } from '@dwmops/mongo-queue'
import { openRuleStore } from '@dwmops/rule-store'
import type { Db } from 'mongodb'
import { openUndo, type UndoParts, undoSettings } from '../undo-parts.ts'

export const cityRule = '0123456789abcdef01234567'
/** What the city of each contact was before it was washed to Berlin. */
export const formerCity = ' berlin  mitte'

export const addressOf = (index: number) => `contact${index}@example.com`
export const itemOf = (index: number) => keyHex(addressOf(index))

/** Contacts as a sandbox holds them once they are washed. */
export function washedRecords(contacts: number) {
  return Array.from({ length: contacts }, (_, index) => ({
    ContactID: String(index + 1),
    emailAddress: addressOf(index),
    city: 'Berlin',
  }))
}

/** Writes down that a run washed the cities of these contacts an hour ago. */
export async function noteWashes(rulesDb: Db, contacts: number): Promise<void> {
  const store = openRuleStore(rulesDb)
  await rulesDb.collection('config').insertOne({
    ...{ configName: 'Test', fields: {} },
    history: { histIdField: { name: 'ContactID', value: 'ContactID' } },
  })
  await store.ensureIndexes()
  const at = new Date(Date.now() - 3_600_000)
  const washes = washedRecords(contacts).map(({ ContactID }, index) => ({
    key: `${itemOf(index)}:1:1`,
    contact: ContactID,
    changes: [{ field: 'city', ruleType: 'normLookup', ruleId: cityRule, ruleIndex: 1 }],
  }))
  await store.washes.write(washes, { run: 'r1', rules: 'hash', at })
  await store.writeHistory(
    washes.map(({ key, contact }) => ({
      ...{ key, idField: 'ContactID' },
      document: {
        ...{ ContactID: contact, timestamp: at.getTime() / 1000, _current: 0, configName: 'Test' },
        city: { normLookup: { from: formerCity, to: 'Berlin' } },
      },
    })),
  )
}

const silent = () => undefined
const log = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
} as unknown as UndoParts['context']['log']

/** What an undo of these databases works with; without a sandbox it has no Eloqua. */
export function undoPartsOf(
  { queueDb, rulesDb }: { readonly queueDb: Db; readonly rulesDb: Db },
  sandbox: Sandbox | undefined,
  settings: Record<string, string> = {},
): UndoParts {
  const login = sandbox
    ? loginSettings(sandbox)
    : { ELOQUA_COMPANY: 'none', ELOQUA_USERNAME: 'none', ELOQUA_PASSWORD: 'none' }
  const environment = { ...login, MONGODB_URL: 'mongodb://127.0.0.1', POLL_SECONDS: '0.05', ...settings }
  return openUndo({
    ...{ queueDb, rulesDb, log, signal: new AbortController().signal },
    settings: parseSettings(undoSettings, { ENVIRONMENT: 'prod', ...environment }),
  })
}
