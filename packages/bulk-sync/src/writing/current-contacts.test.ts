import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from '@dwmops/eloqua-client'
import type { LedgerEntry } from '@dwmops/sync-ledger'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import type { EndedOutcome, SyncOutcome } from '../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { endedOutcome } from '../testing.ts'
import { type CurrentContacts, type CurrentQuery, readCurrentContacts } from './current-contacts.ts'

const ann = {
  emailAddress: 'Ann@Example.com ',
  ContactID: '7',
  _updatedAt: '2026-03-01 10:00:00.0',
  city: 'Rome',
}
const dayMs = 86_400_000
const since = new Date(5 * dayMs)

interface World {
  readonly rows?: Iterable<Row>
  readonly outcome?: SyncOutcome
  readonly earlier?: EndedOutcome
  /** What is left of the run. */
  readonly leftMs?: number
  readonly sinceMs?: number
}

async function read({ rows = [ann], outcome, earlier, leftMs = 60_000, sinceMs = since.getTime() }: World) {
  const seen = { begun: [] as object[], closed: [] as string[], givenUp: [] as string[], detached: 0 }
  const journal = {
    eloqua: {
      exports: {
        create: async (definition: object) => {
          seen.begun.push(definition)
          return { uri: '/exports/1' }
        },
      },
      syncs: {
        async *data() {
          yield* rows
        },
      },
    },
    run: async () => outcome ?? endedOutcome({ kind: 'export' }),
    requireGood: async () => undefined,
    close: async ({ entry }: EndedOutcome) => void seen.closed.push(entry.id),
    giveUp: async (_: LedgerEntry, reason: string) => void seen.givenUp.push(reason),
  } as unknown as SyncJournal
  const query = {
    ...{ name: 'check', since: new Date(sinceMs), fields: { city: '{{City}}' }, earlier },
    addresses: new Set(['ann@example.com']),
    claim: {
      detachSync: async () => {
        seen.detached += 1
      },
    },
    endsBy: new Date(Date.now() + leftMs),
    signal: new AbortController().signal,
  } as unknown as CurrentQuery
  const contacts = await readCurrentContacts(journal, query).catch((error: unknown) => error)
  return { contacts, ...seen }
}

/** An export that took a minute in an earlier run. */
function earlierExport(
  state: LedgerEntry['state'],
  verdict: Partial<EndedOutcome['verdict']> = {},
): EndedOutcome {
  const { entry, sync, ...rest } = endedOutcome({ kind: 'export', verdict })
  const times = { startedAt: '2026-03-01T10:00:00Z', endedAt: '2026-03-01T10:01:00Z' }
  return { ...rest, entry: { ...entry, id: 'earlier', state }, sync: { ...sync, ...times } }
}

function* brokenOff(): Generator<Row> {
  yield ann
  throw new Error('reset')
}

const found = ({ contacts }: Awaited<ReturnType<typeof read>>, address = 'ann@example.com') =>
  (contacts as CurrentContacts).of(address)

describe('readCurrentContacts', () => {
  it('knows a contact by its address in whatever case, with what it holds', async () => {
    const result = await read({})
    assert.deepEqual(found(result, ' ANN@example.com'), {
      ...{ values: { city: 'Rome' }, contactId: '7', modifiedAt: new Date('2026-03-01T10:00:00Z') },
    })
    assert.deepEqual([result.closed, result.detached], [['e1'], 1])
  })

  it('keeps none that nobody asked for', async () => {
    const result = await read({ rows: [{ ...ann, emailAddress: 'bob@example.com' }] })
    assert.equal(found(result, 'bob@example.com'), undefined)
  })

  it('does not know a time that it cannot read', async () => {
    const { _updatedAt, ...timeless } = ann
    for (const rows of [[{ ...ann, _updatedAt: 'yesterday' }], [timeless]])
      assert.equal(found(await read({ rows }))?.modifiedAt, undefined)
  })

  it('asks for a day more, and never for a time before 1970', async () => {
    for (const [sinceMs, from] of [
      [since.getTime(), '1970-01-05'],
      [0, '1970-01-01'],
    ] as const) {
      const { begun } = await read({ sinceMs })
      assert.match(JSON.stringify(begun), new RegExp(`UpdatedAt.*>=.*${from}`))
    }
  })

  it('reads no rows of an empty export', async () => {
    const result = await read({ outcome: endedOutcome({ kind: 'export', verdict: { empty: true } }) })
    assert.equal(found(result), undefined)
  })

  it('gives up an export without addresses', async () => {
    const { contacts, givenUp, closed } = await read({ rows: [{ ContactID: '7' }] })
    assert.match(String(contacts), /lacks emailAddress/)
    assert.deepEqual([givenUp, closed], [['it lacks emailAddress'], []])
  })

  it('gives up an export that lacks rows by its own count, also where one came twice', async () => {
    const outcome = endedOutcome({ kind: 'export', verdict: { counts: { 'ELQ-00102': 2 } } })
    const bob = { ...ann, emailAddress: 'bob@example.com', ContactID: '8' }
    for (const rows of [[ann], [ann, ann], []]) {
      const { contacts, givenUp } = await read({ rows, outcome })
      assert.match(String(contacts), /lacks [12] of its 2 rows/)
      assert.equal(givenUp.length, 1)
    }
    assert.deepEqual((await read({ rows: [bob, ann], outcome })).givenUp, [])
    const nameless = { emailAddress: 'bob@example.com', city: 'Rome' }
    assert.deepEqual((await read({ rows: [nameless, ann], outcome })).givenUp, [])
  })

  it('keeps an export that may be read another time', async () => {
    const { contacts, givenUp } = await read({ rows: brokenOff() })
    assert.match(String(contacts), /reset/)
    assert.deepEqual(givenUp, [])
  })

  it('is postponed by an export that goes on, and throws where there is no quota', async () => {
    const { entry } = endedOutcome({ kind: 'export' })
    const unfinished = await read({ outcome: { state: 'unfinished', entry } })
    assert.match(String(unfinished.contacts), /has not ended/)
    const postponed = SyncPostponedError.noTime('export')
    assert.equal((await read({ outcome: { state: 'not-begun', postponed } })).contacts, postponed)
    assert.match(String((await read({ outcome: { state: 'not-begun' } })).contacts), /quota/)
  })

  it('uses an earlier export only where a new one would outlast the run', async () => {
    const used = await read({ earlier: earlierExport('started'), leftMs: 30_000 })
    assert.deepEqual([used.begun.length, used.closed], [0, ['earlier']])
    const anew = await read({ earlier: earlierExport('started'), leftMs: 120_000 })
    assert.deepEqual([anew.begun.length, anew.closed], [1, ['earlier', 'e1']])
  })

  it('uses no earlier export that ended badly or is through', async () => {
    const bad = await read({ earlier: earlierExport('started', { result: 'failed' }), leftMs: 30_000 })
    assert.deepEqual([bad.begun.length, bad.closed], [1, ['earlier', 'e1']])
    const through = await read({ earlier: earlierExport('ended'), leftMs: 30_000 })
    assert.deepEqual([through.begun.length, through.closed], [1, ['e1']])
  })
})
