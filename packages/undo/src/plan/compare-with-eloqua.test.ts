import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SyncJournal } from '@dwmops/bulk-sync'
import type { Row } from '@dwmops/eloqua-client'
import { keyHex } from '@dwmops/mongo-queue'
import type { UndoParts } from '../undo-parts.ts'
import { compareWithEloqua } from './compare-with-eloqua.ts'
import { nothingSkipped, type PlannedContact, type Skipped } from './undo-plan.ts'

const contactFields = { emailAddress: 'E', city: 'C', fax: 'F', country: 'L' }
const parts = {
  context: { settings: { contactFields }, runId: 'u1', abortSignal: undefined },
} as unknown as UndoParts

const planned: PlannedContact = {
  ...{ item: keyHex('ann@example.com'), contact: '7', after: 'w', version: undefined },
  values: [
    { field: 'city', from: 'Rome', to: 'rome' },
    { field: 'fax', from: '', to: '1' },
  ],
}

/** The comparison with what an export of Eloqua holds; `state` is how far its sync came. */
async function compared(rows: readonly Row[], state = 'ended', closed: unknown[] = []) {
  const asked: { fields?: object } = {}
  const journal = {
    run: async () => ({ state, sync: { uri: '/syncs/1' } }),
    requireGood: async () => undefined,
    giveUp: async (_entry: unknown, reason: string) => void closed.push(reason),
    close: async (_outcome: unknown, counts: unknown) => void closed.push(counts),
    eloqua: {
      exports: {
        create: async ({ fields }: { fields: object }) => Object.assign(asked, { fields, uri: '/exports/1' }),
      },
      syncs: {
        async *data() {
          yield* rows
        },
      },
    },
  } as unknown as SyncJournal
  const skipped: Skipped = nothingSkipped()
  const found = await compareWithEloqua(parts, journal, { planned: [planned], oldest: new Date() }, skipped)
  return { found, skipped, closed, fields: Object.keys(asked.fields ?? {}) }
}

describe('compareWithEloqua', () => {
  it('keeps values that Eloqua still holds, under the address as Eloqua has it', async () => {
    const { found, closed, fields } = await compared([
      { emailAddress: 'Ann@Example.com', city: ' Rome ', fax: '' },
    ])
    assert.deepEqual(found, [{ ...planned, address: 'Ann@Example.com' }])
    assert.deepEqual(closed, [{ contacts: 1 }])
    assert.deepEqual(fields, ['emailAddress', 'city', 'fax'])
  })

  it('leaves a value alone that somebody changed', async () => {
    const { found, skipped } = await compared([{ emailAddress: 'ann@example.com', city: 'Paris', fax: '' }])
    assert.deepEqual(
      found[0]?.values.map(({ field }) => field),
      ['fax'],
    )
    assert.equal(skipped['changed since'], 1)
  })

  it('leaves a value alone that the export lacks', async () => {
    const { found, skipped } = await compared([{ emailAddress: 'ann@example.com', city: 'Rome' }])
    assert.deepEqual(
      found[0]?.values.map(({ field }) => field),
      ['city'],
    )
    assert.equal(skipped.unclear, 1)
  })

  it('counts the values of contacts that the export does not hold', async () => {
    const { found, skipped } = await compared([{ emailAddress: 'bob@example.com', city: 'Rome', fax: '' }])
    assert.deepEqual(found, [])
    assert.equal(skipped['not found'], 2)
  })

  it('finds nobody gone by an export without addresses: it has no plan, and gives the export up', async () => {
    const closed: unknown[] = []
    await assert.rejects(compared([{ city: 'Rome', fax: '' }], 'ended', closed), { code: 'EXPORT_UNUSABLE' })
    assert.deepEqual(closed, ['it lacks emailAddress'])
  })

  it('has no plan while the export has not ended', async () => {
    await assert.rejects(compared([], 'unfinished'), { code: 'UNDO_UNFINISHED' })
  })
})
