import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EndedOutcome, type SyncOutcome, UnusableExportError } from '@dwmops/bulk-sync'
import { endedOutcome } from '@dwmops/bulk-sync/testing'
import { EloquaNotFoundError, type Row } from '@dwmops/eloqua-client'
import { StoredExport } from './stored-export.ts'

const list = '{{ContactList[1]}}'
const rows = ['1', '2'].map((ContactID) => ({
  ContactID,
  emailAddress: `c${ContactID}@example.com`,
  city: 'x',
}))

interface World {
  readonly rows?: Iterable<Row>
  readonly exported?: EndedOutcome
  readonly eloquaWrite?: boolean
  /** Whether the entry of the export is still this run's. */
  readonly isOurs?: boolean
  readonly takeOff?: SyncOutcome['state']
  /** Contacts that the last run took off the list, the export that they came of, and how many of these came again. */
  readonly last?: { readonly contacts: number; readonly export?: string; readonly returned?: number }
}

async function stored(world: World = {}) {
  const { exported = endedOutcome({ kind: 'export' }), eloquaWrite = true, isOurs = true, last } = world
  const done: string[] = []
  const warnings: string[] = []
  const counts: Record<string, number> = {}
  const added: { exportedAt?: Date }[] = []
  const taken: string[] = []
  const action = endedOutcome({ kind: 'action' })
  const journal = {
    requireGood: async () => undefined,
    giveUp: async (_: object, reason: string) => void done.push(`given up: ${reason}`),
    close: async ({ entry }: EndedOutcome, { contacts }: { contacts?: number }) =>
      void done.push(`${entry.kind} closed${contacts === undefined ? '' : `: ${contacts}`}`),
    run: async () => (world.takeOff === undefined ? action : { state: world.takeOff, entry: action.entry }),
    ledger: {
      stage: 'get-contacts',
      touch: async () => isOurs,
      list: async () =>
        last
          ? [{ data: { list, export: last.export ?? 'e0', contacts: last.contacts }, endedAt: new Date() }]
          : [],
    },
    eloqua: {
      syncs: {
        async *data() {
          yield* world.rows ?? rows
        },
      },
      syncActions: { create: async () => ({ uri: '/syncActions/1' }) },
      uploadRows: async (_: string, given: () => Iterable<Row>) =>
        void taken.push(...Array.from(given(), ({ ContactID = '' }) => ContactID)),
    },
  }
  const queue = {
    add: async (_: string, entries: readonly object[], options: { exportedAt?: Date }) => {
      added.push(options)
      return { added: entries.length - 1, unchanged: 0, renewed: 0, keptPending: 0, dead: 1 }
    },
    places: async (ids: readonly string[]) =>
      ids.map((_, index) => ({ batch: index < (last?.returned ?? 0) ? 'e0' : 'other' })),
  }
  const context = {
    settings: {
      contactFields: { ContactID: '', emailAddress: '', city: '' },
      batchSize: 10,
      exportList: 'L',
    },
    ...{ eloquaWrite, runId: 'r1', abortSignal: new AbortController().signal },
    log: { info: () => undefined, warn: (_: object, said: string) => void warnings.push(said) },
    count: (more: Record<string, number>) => {
      for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
    },
  }
  const one = new StoredExport(context as never, journal as never, queue as never)
  const useless = await one.storeAndTakeOff(exported, list)
  return { useless, done, warnings, counts, added, taken }
}

describe('StoredExport', () => {
  it('stores contacts, takes exactly these off their list, and closes the export then', async () => {
    const { useless, done, counts, taken, warnings } = await stored()
    assert.deepEqual([useless, taken, warnings], [undefined, ['1', '2'], []])
    assert.deepEqual(done, ['action closed', 'export closed: 2'])
    assert.deepEqual(counts, { in: 2, out: 1, failed: 1 })
  })

  it('only closes an export of nothing', async () => {
    const { done, added } = await stored({
      exported: endedOutcome({ kind: 'export', verdict: { empty: true } }),
    })
    assert.deepEqual([done, added], [['export closed: 0'], []])
    assert.deepEqual((await stored({ rows: [] })).done, ['export closed: 0'])
  })

  it('gives up an export that is gone or cannot be used, and says which error it was', async () => {
    const without = await stored({ rows: [{ ContactID: '1' }] })
    assert.ok(without.useless instanceof UnusableExportError)
    assert.match(without.done.join(), /^given up: it lacks emailAddress/)
    const gone = await stored({ rows: failing(new EloquaNotFoundError('gone')) })
    assert.deepEqual(gone.done, ['given up: its data is gone'])
  })

  it('keeps an export whose reading fails', async () => {
    await assert.rejects(stored({ rows: failing(new Error('reset')) }), /reset/)
  })

  it('says which columns rows lack', async () => {
    const { warnings } = await stored({ rows: rows.map(({ city: _, ...row }) => row) })
    assert.match(warnings.join(), /lacks columns/)
  })

  it('takes nobody off where Eloqua must not be written to, and closes the export', async () => {
    const { taken, done } = await stored({ eloquaWrite: false })
    assert.deepEqual([taken, done], [[], ['export closed: 2']])
  })

  it('leaves the list to a run that has taken the export over', async () => {
    const { taken, done, warnings } = await stored({ isOurs: false })
    assert.deepEqual([taken, done, warnings.length], [[], [], 1])
  })

  it('leaves the export open while its contacts are not off the list', async () => {
    assert.deepEqual((await stored({ takeOff: 'unfinished' })).done, [])
  })

  it('says when most contacts that were taken off the list are on it again', async () => {
    const half = await stored({ last: { contacts: 4, returned: 2 } })
    assert.deepEqual([half.counts['returned'], half.warnings.length], [2, 1])
    const few = await stored({ last: { contacts: 5, returned: 2 } })
    assert.deepEqual([few.counts['returned'], few.warnings], [2, []])
    const none = await stored({ last: { contacts: 4 } })
    assert.deepEqual([none.counts['returned'], none.warnings], [undefined, []])
  })

  it('takes no contact for returned that the same export brought, resumed', async () => {
    const { counts } = await stored({ last: { contacts: 2, returned: 2, export: 'e1' } })
    assert.equal(counts['returned'], undefined)
  })

  it('knows when the export was made, or when it was planned where Eloqua does not say', async () => {
    const { entry, ...rest } = endedOutcome({ kind: 'export' })
    const madeAt = async (endedAt?: string) => {
      const sync = { ...rest.sync, ...(endedAt && { endedAt }) }
      return (await stored({ exported: { ...rest, entry, sync } as EndedOutcome })).added[0]?.exportedAt
    }
    assert.deepEqual(await madeAt('2026-03-01T10:00:00Z'), new Date('2026-03-01T10:00:00Z'))
    assert.deepEqual([await madeAt('soon'), await madeAt()], [entry.plannedAt, entry.plannedAt])
  })
})

function* failing(error: Error): Generator<Row> {
  yield* rows
  throw error
}
