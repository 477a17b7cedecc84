import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Sandbox, startSandbox } from '@dwmops/eloqua-sandbox'
import {
  connectEloqua,
  type Eloqua,
  EloquaAuthError,
  EloquaSyncFailedError,
  EloquaUnknownOutcomeError,
  filter,
  type Reject,
  type Row,
} from './index.ts'

const people = Array.from({ length: 2500 }, (_, n) => ({
  ...{ emailAddress: `person${n}@example.com`, firstName: `First ${n}`, ContactID: String(n + 1) },
}))
const fields = {
  emailAddress: '{{Contact.Field(C_EmailAddress)}}',
  firstName: '{{Contact.Field(C_FirstName)}}',
  ContactID: '{{Contact.Id}}',
}
const polls = { firstPollMs: 5, maxPollMs: 50 }

let sandbox: Sandbox
let eloqua: Eloqua

before(async () => {
  sandbox = await startSandbox({
    records: people,
    company: 'EXAMPLE',
    user: 'svc.batch',
    password: 'the-secret',
  })
  eloqua = await connect()
})
after(() => sandbox?.stop())
beforeEach(() => sandbox.setFaults([]))

function connect(password = 'the-secret'): Promise<Eloqua> {
  return connectEloqua({
    loginUrl: `${sandbox.url}/id`,
    credentials: { company: 'EXAMPLE', username: 'svc.batch', password },
    retry: { attempts: 4, firstWaitMs: 2, maxWaitMs: 50 },
    timeouts: { idleMs: 2000 },
  })
}

async function exportList(): Promise<Row[]> {
  const list = await eloqua.lists.find('DWM - Export Queue')
  const definition = await eloqua.exports.create({
    ...{ name: 'export', fields, autoDeleteDuration: 'P1D', maxRecords: 80_000 },
    filter: filter.exists(list.statement),
  })
  const { uri } = await eloqua.syncs.start(definition.uri)
  await eloqua.syncs.waitForGood(uri, polls)
  const rows: Row[] = []
  for await (const row of eloqua.syncs.data(uri, { pageSize: 1000 })) rows.push(row)
  await eloqua.deleteDefinition(definition.uri)
  return rows
}

async function importRows(rows: readonly Row[]) {
  const definition = await eloqua.imports.create({
    ...{ name: 'import', fields, identifierFieldName: 'emailAddress', autoDeleteDuration: 'P1D' },
  })
  await eloqua.uploadRows(definition.uri, rows, { maxRows: 1000 })
  const { uri } = await eloqua.syncs.start(definition.uri)
  const sync = await eloqua.syncs.waitForEnd(uri, polls)
  const rejects: Reject[] = []
  for await (const reject of eloqua.syncs.rejects(uri)) rejects.push(reject)
  return { sync, verdict: await eloqua.syncs.judge(sync), rejects }
}

function byAddress(rows: readonly Row[]): string[] {
  return rows.map(({ emailAddress = '' }) => emailAddress).sort()
}

describe('against the sandbox', () => {
  it('exports a list', async () => {
    assert.deepEqual(byAddress(await exportList()), byAddress(people))
  })

  it('imports contacts, all accepted', async () => {
    const { sync, verdict, rejects } = await importRows(people)
    assert.deepEqual([sync.end, verdict.result, rejects.length], ['success', 'ok', 0])
    assert.equal(verdict.counts['ELQ-00022'], people.length)
  })

  it('reports rejected rows by their identifier', async () => {
    const bad = { emailAddress: 'not-an-address', firstName: 'Ann', ContactID: '' }
    const { verdict, rejects } = await importRows([...people.slice(0, 10), bad])
    assert.equal(verdict.result, 'some-rejected')
    assert.deepEqual(
      rejects.map(({ values, effect }) => [values['emailAddress'], effect]),
      [['not-an-address', 'rejected']],
    )
  })

  it('takes exactly the named contacts off a list', async () => {
    const before = await eloqua.lists.find('DWM - Processing Queue')
    const definition = await eloqua.syncActions.create({
      ...{ name: 'take off', identifier: { key: 'ContactID', statement: '{{Contact.Id}}' } },
      syncActions: [{ action: 'remove', destination: before.statement }],
    })
    await eloqua.uploadRows(definition.uri, [{ ContactID: '1' }, { ContactID: '2' }])
    const { uri } = await eloqua.syncs.start(definition.uri)
    await eloqua.syncs.waitForGood(uri, polls)
    assert.equal((await eloqua.lists.find('DWM - Processing Queue')).count, Number(before.count) - 2)
  })

  it('resolves a custom object and its fields by name', async () => {
    const object = await eloqua.customObjects.find('Contacts.Indicators')
    const set = await object.fields()
    assert.equal(object.id, '990')
    assert.equal(
      set.resolve('Contacts.Indicators.Updated_Timestamp').statement,
      '{{CustomObject[990].Field[18500]}}',
    )
  })

  it('refuses wrong credentials', async () => {
    await assert.rejects(connect('another'), EloquaAuthError)
  })

  const harmless: [string, Parameters<Sandbox['setFaults']>[0]][] = [
    ['bursts of 503 for reads', [{ name: 'http-error', status: 503, method: 'GET', times: 3, skip: 1 }]],
    ['a 500 for reads', [{ name: 'http-error', status: 500, method: 'GET' }]],
    ['bursts of 429 for all', [{ name: 'http-error', status: 429, times: 3 }]],
    ['a 429 for the start of a sync', [{ name: 'http-error', status: 429, method: 'POST', path: '/syncs' }]],
    ['answers that come slowly', [{ name: 'slow-bytes', bytesPerSecond: 200_000, path: '/syncs/*/data' }]],
    ['answers lost before the sync', [{ name: 'drop-answer', method: 'POST', path: '/contacts/*' }]],
    ['pages that break off', [{ name: 'reset-body', path: '/syncs/*/data', times: 3 }]],
    ['a pod that moves', ['pod-move']],
    ['missing items', ['items-omitted']],
    ['logs without order', ['unordered-logs']],
    ['a code that nobody knows', ['unknown-code']],
    ['names that over-match', ['loose-q']],
    ['a sync that takes its time', [{ name: 'sync-slow', ms: 300 }]],
  ]
  for (const [what, faults] of harmless) {
    it(`exports and imports as if nothing was, with ${what}`, async () => {
      sandbox.setFaults(faults)
      assert.deepEqual(byAddress(await exportList()), byAddress(people))
      assert.equal((await importRows(people.slice(0, 1500))).verdict.result, 'ok')
      for (const { name, triggered } of sandbox.faults())
        assert.ok(triggered > 0, `${name} was never triggered`)
    })
  }

  it('finds the sync whose answer was lost, and no second one', async () => {
    const definition = await eloqua.exports.create({ name: 'lost', fields, autoDeleteDuration: 'P1D' })
    sandbox.setFaults([{ name: 'drop-answer', method: 'POST', path: '/syncs' }])
    const since = Date.now()
    await assert.rejects(eloqua.syncs.start(definition.uri), EloquaUnknownOutcomeError)
    const found = await eloqua.syncs.findByDefinition(definition.uri, { since })
    assert.equal(found.length, 1)
    await eloqua.syncs.waitForGood(found[0]?.uri ?? '', polls)
  })

  for (const [fault, temporary] of [
    ['sync-temporary', true],
    ['sync-error=ELQ-00122', false],
  ] as const) {
    it(`judges the end of ${fault} as ${temporary ? 'temporary' : 'lasting'}, however it is spelled`, async () => {
      for (const faults of [[fault], [fault, 'status-errored']]) {
        sandbox.setFaults(faults)
        await assert.rejects(
          exportList(),
          (error) => error instanceof EloquaSyncFailedError && error.temporary === temporary,
        )
      }
    })
  }
})
