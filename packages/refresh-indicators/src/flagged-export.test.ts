import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type EndedOutcome, SyncPostponedError, UnusableExportError } from '@dwmops/bulk-sync'
import { endedOutcome } from '@dwmops/bulk-sync/testing'
import type { Row } from '@dwmops/eloqua-client'
import { FlaggedExport } from './flagged-export.ts'

const object = { id: '990', emailAddress: '{{a}}', dataStatus: '{{b}}', updatedTimestamp: '{{c}}' }
const timeIsOver = new Error('deadline')
const addressesOf = (...names: string[]) => names.map((name) => ({ emailAddress: `${name}@example.com` }))

interface World {
  readonly rows?: readonly Row[]
  readonly exported?: EndedOutcome
  readonly mayWrite?: boolean
  readonly isOurs?: boolean
  /** What the import ends as. */
  readonly imported?: EndedOutcome
  readonly failure?: Error
  readonly rejects?: readonly object[]
}

async function flagged(world: World = {}) {
  const { rows = addressesOf('a', 'b'), exported = endedOutcome({ kind: 'export' }), mayWrite = true } = world
  const sent: Row[] = []
  const done: string[] = []
  const logged: unknown[] = []
  const counts: Record<string, number> = {}
  const noted: string[] = []
  const journal = {
    requireGood: async () => undefined,
    giveUp: async (_: object, reason: string) => void done.push(`given up: ${reason}`),
    close: async ({ entry }: EndedOutcome) => void done.push(`${entry.kind} closed`),
    ledger: { touch: async () => world.isOurs ?? true },
    eloqua: {
      customObjects: {},
      imports: { create: async () => ({ uri: '/imports/1' }) },
      uploadRows: async (_: string, given: () => Iterable<Row>) => {
        if (world.failure) throw world.failure
        sent.push(...given())
        return {}
      },
      syncs: {
        async *data() {
          yield* rows
        },
        async *rejects() {
          yield* world.rejects ?? []
        },
      },
    },
    run: async () =>
      world.imported ??
      endedOutcome({ verdict: { counts: { 'ELQ-00130': sent.length, 'ELQ-00012': sent.length } } }),
  }
  const collection = {
    countDocuments: async () => 0,
    indexes: async () => [{ name: 'kept_30_days', key: { at: 1 }, expireAfterSeconds: 30 * 86_400 }],
    bulkWrite: async (writes: readonly object[]) =>
      void noted.push(...writes.map((one) => JSON.stringify(one))),
  }
  const context = {
    settings: { batchSize: 3, refreshAfterDays: 180, uploadMaxRows: 10, uploadMaxBytes: 1000 },
    ...{ eloquaWrite: mayWrite, runId: 'r1', stage: 'refresh-indicators' },
    queueDb: { collection: () => collection },
    abortSignal: new AbortController().signal,
    deadlineSignal: AbortSignal.abort(timeIsOver),
    log: { info: () => undefined, warn: () => undefined, error: (facts: object) => void logged.push(facts) },
    countValues: () => undefined,
    count: (more: Record<string, number>) => {
      for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count
    },
  }
  const one = new FlaggedExport(context as never, journal as never, object)
  const error = await one.flag(exported).catch((thrown: unknown) => thrown)
  return { one, error, sent: sent.map(({ emailAddress }) => emailAddress), done, logged, counts, noted }
}

describe('FlaggedExport', () => {
  it('flags each address once, blanks apart, and closes the export after its import', async () => {
    const rows = [...addressesOf('a', 'b', 'a'), { emailAddress: ' ' }]
    const { one, error, sent, done, counts } = await flagged({ rows })
    assert.deepEqual([error, sent], [undefined, ['a@example.com', 'b@example.com']])
    assert.deepEqual(done, ['import closed', 'export closed'])
    assert.deepEqual([counts['in'], counts['out'], one.hasFlagged, one.haltedBy], [2, 2, true, undefined])
  })

  it('flags no more than a batch', async () => {
    assert.equal((await flagged({ rows: addressesOf('a', 'b', 'c', 'd', 'e') })).sent.length, 3)
  })

  it('has flagged nothing with an export of nothing', async () => {
    const { one, sent, done } = await flagged({
      exported: endedOutcome({ kind: 'export', verdict: { empty: true } }),
    })
    assert.deepEqual([one.hasFlagged, sent, done], [false, [], ['export closed']])
  })

  it('notes who was flagged, and nobody where Eloqua must not be written to', async () => {
    assert.equal((await flagged()).noted.length, 2)
    const { noted, counts, sent } = await flagged({ mayWrite: false })
    assert.deepEqual([noted, counts['out'], sent], [[], 2, []])
  })

  it('gives up an export without addresses, and throws', async () => {
    const { error, done } = await flagged({ rows: [{ ContactID: '1' }] })
    assert.ok(error instanceof UnusableExportError)
    assert.match(done.join(), /^given up: it lacks emailAddress/)
  })

  it('leaves the export to a run that has taken it over', async () => {
    const { sent, done } = await flagged({ isOurs: false })
    assert.deepEqual([sent, done], [[], []])
  })

  it('remembers why an import went no further', async () => {
    const imported = endedOutcome({ verdict: { result: 'temporary', codes: ['ELQ-00146'] } })
    const { one, counts, done } = await flagged({ imported })
    assert.equal(one.haltedBy?.name, 'EloquaSyncFailedError')
    assert.deepEqual([one.hasFlagged, counts['again'], done.at(-1)], [false, 2, 'export closed'])
  })

  it('is postponed when the time is over before the import, and throws any other error', async () => {
    assert.ok((await flagged({ failure: timeIsOver })).error instanceof SyncPostponedError)
    const odd = new Error('odd')
    const { error, done } = await flagged({ failure: odd })
    assert.deepEqual([error, done], [odd, []])
  })

  it('logs how many records Eloqua rejected, by code', async () => {
    const reject = { statusCode: 'ELQ-00002', effect: 'rejected', invalidFields: [] }
    const rejects = addressesOf('a').map((values) => ({ ...reject, values }))
    const imported = endedOutcome({ verdict: { result: 'some-rejected', counts: { 'ELQ-00130': 2 } } })
    const { logged, counts, noted } = await flagged({ rejects, imported })
    assert.deepEqual(logged, [{ code: 'ELQ-00002', records: 1 }])
    assert.deepEqual([counts['out'], counts['failed'], noted.length], [1, 1, 1])
  })
})
