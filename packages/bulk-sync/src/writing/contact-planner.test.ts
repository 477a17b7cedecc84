import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from '@dwmops/eloqua-client'
import type { Item } from '@dwmops/mongo-queue'
import type { EloquaContext } from '../connect-stage.ts'
import type { ClaimedItems, ImportPlan } from '../import/import-planner.ts'
import type { SyncJournal } from '../syncs/sync-journal.ts'
import type { SyncOutcome } from '../syncs/sync-outcome.ts'
import { SyncPostponedError } from '../syncs/sync-postponed-error.ts'
import { endedOutcome } from '../testing.ts'
import { type ContactWriting, contactPlanner, type SupersededFields } from './contact-planner.ts'

const keys = ['emailAddress', 'ContactID', 'city', 'fax', 'jobTitle', 'country']
const fields = Object.fromEntries(keys.map((key) => [key, `{{${key}}}`]))
const readAt = new Date('2026-03-01T10:00:00Z')
const read: Row = { city: 'rome', fax: '1', jobTitle: 'cto', country: 'it' }

/** An item of the queue that writes these values. */
const itemOf = (id: string, values: Row) => ({ id, payload: values }) as unknown as Item

interface World {
  readonly writing?: Partial<ContactWriting>
  /** What the comparing export holds. */
  readonly rows?: readonly Row[]
  readonly outcome?: SyncOutcome
  readonly lengths?: ReadonlyMap<string, number> | undefined
}

function worldOf({ writing = {}, rows = [], outcome, lengths }: World = {}) {
  const seen = {
    asked: { fields: 0, lengths: 0 },
    exports: [] as { fields: Row; filter: unknown }[],
    warnings: [] as string[],
    superseded: [] as (readonly SupersededFields[])[],
  }
  const journal = {
    eloqua: {
      fields: async () => {
        seen.asked.fields += 1
        return {
          all: keys.map((key) => ({ statement: fields[key], internalName: key, isUnique: key === 'fax' })),
        }
      },
      textLengths: async () => {
        seen.asked.lengths += 1
        return lengths
      },
      exports: {
        create: async (definition: { fields: Row; filter: unknown }) => {
          seen.exports.push(definition)
          return { uri: '/contacts/exports/1' }
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
    close: async () => undefined,
  } as unknown as SyncJournal
  const context = {
    log: {
      warn: (...said: unknown[]) => void seen.warnings.push(String(said.at(-1))),
      info: () => undefined,
    },
    ...{ count: () => undefined, countValues: () => undefined, deadlineAt: new Date() },
  } as unknown as EloquaContext
  const planner = contactPlanner(context, {
    ...{ name: 'test', fields, basis: 'washed', checksFreshness: true, createsContacts: true },
    cutsLongValues: false,
    writeOf: ({ id, payload }) => ({
      ...{ id, address: `${id}@Example.com`, contactId: id, readAt },
      ...{ values: payload as unknown as Row, read: (field: string) => read[field] },
    }),
    noteSuperseded: async (superseded) => void seen.superseded.push(superseded),
    ...writing,
  })
  const plan = async (...items: Item[]) => {
    const claim = { detachSync: async () => undefined }
    return planner.plan(journal, { items, claim, earlier: undefined } as unknown as ClaimedItems)
  }
  return { planner, plan, journal, ...seen }
}

/** What the groups of a plan send, and what it says of the others. */
function told(plan: ImportPlan | SyncPostponedError) {
  assert.ok(!(plan instanceof SyncPostponedError))
  const rows = plan.groups.map(({ records }) => records.map(({ row }) => row))
  return { ...plan, rows }
}

describe('contactPlanner', () => {
  it('keys contacts by address, and keeps out rows with an invalid value of a unique field', async () => {
    const { planner, journal } = worldOf()
    const unique = ['emailAddress', '{{emailAddress}}', 'emailAddress', 'fax', '{{fax}}', 'fax']
    const expected = { identifier: 'emailAddress', unique, ofContacts: true }
    assert.deepEqual(await planner.keys(journal), { ...expected, updatesOnly: false })
    const updating = worldOf({ writing: { createsContacts: false } })
    assert.deepEqual(await updating.planner.keys(updating.journal), { ...expected, updatesOnly: true })
  })

  it('names a record by its address and the kind of its write', () => {
    const { planner } = worldOf()
    const filling = planner.carried(itemOf('a', { city: 'Rome' }))
    assert.deepEqual(filling, { id: 'a', kind: 'values', identifier: 'a@Example.com' })
    assert.notEqual(planner.carried(itemOf('a', { city: '' })).kind, 'values')
  })

  it('writes what was changed and nothing else, by the statements of the fields', async () => {
    const { plan, exports } = worldOf()
    const { groups, rows, deferred, decided } = told(await plan(itemOf('a', { city: 'Rome' })))
    assert.deepEqual(rows, [[{ emailAddress: 'a@Example.com', city: 'Rome' }]])
    assert.deepEqual(groups[0]?.definition.fields, { emailAddress: '{{emailAddress}}', city: '{{city}}' })
    assert.deepEqual([groups[0]?.basis, groups[0]?.definition.syncActions], ['washed', []])
    assert.deepEqual([deferred, decided], [[], []])
    const compared = exports[0]?.fields ?? {}
    assert.deepEqual([compared['city'], compared['fax']], ['{{city}}', undefined])
  })

  it('creates nobody unless it may', async () => {
    const rule = async (createsContacts: boolean) => {
      const { groups } = told(
        await worldOf({ writing: { createsContacts } }).plan(itemOf('a', { city: 'Rome' })),
      )
      return groups[0]?.definition.importRule
    }
    assert.deepEqual([await rule(true), await rule(false)], [undefined, 'updateOnly'])
  })

  it('keeps a newer value of Eloqua, and notes it before anything is sent', async () => {
    const rows = [{ emailAddress: 'a@example.com', ContactID: 'a', city: 'Milan', fax: '1' }]
    const { plan, superseded } = worldOf({ rows })
    const sent = told(await plan(itemOf('a', { city: 'Rome', fax: '2' }), itemOf('b', { city: 'Rome' })))
    assert.deepEqual(sent.rows, [
      [
        { emailAddress: 'a@Example.com', fax: '2', city: '' },
        { emailAddress: 'b@Example.com', fax: '', city: 'Rome' },
      ],
    ])
    assert.deepEqual(
      superseded.map((some) => some.map(({ item, fields: kept }) => [item.id, kept])),
      [[['a', ['city']]]],
    )
  })

  it('notes nothing where nothing is superseded', async () => {
    const { plan, superseded } = worldOf()
    await plan(itemOf('a', { city: 'Rome' }))
    assert.deepEqual(superseded, [])
  })

  it('rejects a contact whose address is another one’s by now', async () => {
    const { plan } = worldOf({ rows: [{ emailAddress: 'a@example.com', ContactID: '99', city: 'rome' }] })
    const { rows, decided } = told(await plan(itemOf('a', { city: 'Rome' }), itemOf('b', { city: 'Rome' })))
    assert.deepEqual(
      rows.map((some) => some.map(({ emailAddress }) => emailAddress)),
      [['b@Example.com']],
    )
    assert.deepEqual(
      decided?.map((one) => [one.id, one.result === 'rejected' && one.code]),
      [['a', 'CONTACT_GONE']],
    )
  })

  it('asks Eloqua for nothing where no value is written, or newer ones do not matter', async () => {
    const none = worldOf()
    await none.plan(itemOf('a', {}))
    const careless = worldOf({ writing: { checksFreshness: false } })
    await careless.plan(itemOf('a', { city: '' }))
    assert.deepEqual([none.exports, careless.exports], [[], []])
  })

  it('asks all the same where rows must be filled up, and writes over newer values then', async () => {
    const rows = [{ emailAddress: 'a@example.com', ContactID: 'a', city: 'Milan' }]
    const { plan, exports } = worldOf({ writing: { checksFreshness: false }, rows })
    const kinds = [{ city: '' }, { fax: '' }, { jobTitle: '' }, { country: '' }, { city: '', fax: '' }]
    const sent = told(await plan(...kinds.map((values, index) => itemOf('abcde'[index] ?? '', values))))
    assert.equal(exports.length, 1)
    const all = sent.rows.flat().find(({ emailAddress }) => emailAddress === 'a@Example.com')
    assert.equal(all?.['city'], '')
    const carried = sent.groups.flatMap(({ records }) => records.map(({ id }) => id))
    assert.deepEqual([...carried, ...(sent.deferred ?? [])].toSorted(), ['a', 'b', 'c', 'd', 'e'])
  })

  it('asks for what was modified since the first of them was read', async () => {
    const readIn = (id: string) => new Date(`202${id === 'a' ? 5 : 6}-03-02T00:00:00Z`)
    const writeOf = ({ id }: Item) => ({
      ...{ id, address: `${id}@example.com`, readAt: readIn(id), values: { city: 'Rome' }, read: undefined },
    })
    const { plan, exports } = worldOf({ writing: { writeOf } })
    await plan(itemOf('b', {}), itemOf('a', {}))
    assert.match(JSON.stringify(exports[0]?.filter), /2025-03-01/)
  })

  it('waits where what contacts hold now is not known in this run', async () => {
    const outcome = { state: 'unfinished', entry: endedOutcome({ kind: 'export' }).entry } as const
    const { plan, superseded } = worldOf({ outcome })
    assert.ok((await plan(itemOf('a', { city: 'Rome' }))) instanceof SyncPostponedError)
    assert.deepEqual(superseded, [])
  })

  it('asks for fields and lengths once, and says when lengths cannot be read', async () => {
    const known = worldOf({ lengths: new Map([['city', 300]]) })
    const unknown = worldOf({ lengths: undefined })
    for (const { plan } of [known, known, unknown]) await plan(itemOf('a', { city: 'R'.repeat(200) }))
    assert.deepEqual([known.asked, known.warnings], [{ fields: 1, lengths: 1 }, []])
    assert.match(unknown.warnings.join(), /lengths/)
  })

  it('takes contacts off a list with the import', async () => {
    const action = { action: 'remove', destination: '{{ContactList[1]}}' } as const
    const { plan } = worldOf({ writing: { syncActions: async () => [action] } })
    assert.deepEqual(told(await plan(itemOf('a', { city: 'Rome' }))).groups[0]?.definition.syncActions, [
      action,
    ])
  })
})
