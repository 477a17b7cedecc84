import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

const { emailAddress, firstName, ContactID } = statements
const importing = {
  fields: { emailAddress, firstName },
  identifierFieldName: 'emailAddress',
  syncActions: [{ action: 'remove', destination: '{{ContactList[6051]}}' }],
}
const rows = [{ emailAddress: 'ann@example.com', firstName: 'New' }]

describe('faults of syncs', () => {
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })
  const run = () => sandbox.sync('/contacts/imports', importing, rows)
  const isStored = async () =>
    (await sandbox.ask('GET', '/sandbox/contacts/1')).json.fields.firstName === 'New'
  const statusOf = async (uri: string) => (await sandbox.call('GET', uri)).json.status

  for (const [fault, code, stored] of [
    ['sync-error', 'ELQ-00107', false],
    ['sync-error=ELQ-00136', 'ELQ-00136', false],
    ['sync-error=applied=true', 'ELQ-00107', true],
    ['sync-temporary', 'ELQ-00146', false],
    ['sync-temporary=ELQ-00145,kind=import', 'ELQ-00145', false],
  ] as const) {
    it(`end one sync in error with ${code} by ${fault}, ${stored ? 'with' : 'without'} its work`, async () => {
      sandbox.setFaults([fault])
      const { status, counts } = await run()
      assert.deepEqual([status, code in counts, await isStored()], ['error', true, stored])
      assert.equal((await run()).status, 'success')
    })
  }

  for (const fault of [
    'sync-error=kind=export',
    'sync-error=path=/contacts/exports/*',
    'sync-error=skip=1',
  ]) {
    it(`leave a sync alone that ${fault} does not mean`, async () => {
      sandbox.setFaults([fault])
      assert.equal((await run()).status, 'success')
    })
  }

  it('spell error as errored', async () => {
    sandbox.setFaults(['sync-error', 'status-errored'])
    assert.equal((await run()).status, 'errored')
  })

  for (const [fault, status] of [
    ['sync-stuck', 'active'],
    ['sync-stuck=pending', 'pending'],
  ] as const) {
    it(`leave a sync ${status} for ever by ${fault}`, async () => {
      sandbox.setFaults([fault])
      const { uri } = await run()
      sandbox.advanceClock(30 * 86_400_000)
      assert.equal(await statusOf(uri), status)
    })
  }

  for (const [fault, status, code] of [
    ['lost-body', 'success', 'ELQ-00124'],
    ['lost-body=ELQ-00109', 'warning', 'ELQ-00109'],
  ] as const) {
    it(`leave a staged body out of one sync by ${fault}, which ends in ${status}`, async () => {
      sandbox.setFaults([fault])
      const lost = await run()
      assert.deepEqual([lost.status, code in lost.counts, await isStored()], [status, true, false])
      assert.equal((await run()).status, 'success')
      assert.equal(await isStored(), true)
    })
  }

  it('let a sync take longer', async () => {
    sandbox.setFaults(['sync-slow=2000'])
    const { uri } = await run()
    assert.equal(await statusOf(uri), 'active')
    sandbox.advanceClock(2000)
    assert.equal(await statusOf(uri), 'success')
  })

  it('refuse a second sync of a definition by definition-busy', async () => {
    const { uri } = (
      await sandbox.call('POST', '/contacts/exports', { body: { name: 'x', fields: { ContactID } } })
    ).json
    const start = async () =>
      (await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })).status
    assert.deepEqual([await start(), await start()], [201, 201])
    sandbox.setFaults(['definition-busy'])
    assert.equal(await start(), 409)
    sandbox.advanceClock(1000)
    assert.equal(await start(), 201)
  })

  it('mix logs and rows up, the same way each time', async () => {
    const records = Array.from({ length: 50 }, (_, at) => ({ emailAddress: `n${at}@example.com` }))
    const once = async () => {
      const other = await openSandbox({ records, faults: ['unordered-rows', 'unordered-logs'] })
      const { uri } = await other.sync('/contacts/exports', { fields: { ContactID } })
      const items = (await other.call('GET', `${uri}/data`)).json.items.map(
        (one: { ContactID: string }) => one.ContactID,
      )
      const codes = (await other.call('GET', `${uri}/logs`)).json.items.map(
        (one: { statusCode: string }) => one.statusCode,
      )
      return { items, codes }
    }
    const first = await once()
    assert.deepEqual(await once(), first)
    const sorted = first.items.toSorted((one: string, two: string) => Number(one) - Number(two))
    assert.notDeepEqual(first.items, sorted)
    assert.deepEqual(
      sorted,
      records.map((_, at) => String(at + 1)),
    )
    assert.notEqual(first.codes.at(-1), 'ELQ-00101')
  })

  it('log a code that nobody knows, with the severity asked for', async () => {
    sandbox.setFaults(['unknown-code=ELQ-08888,severity=warning'])
    const { status, counts } = await run()
    assert.deepEqual([status, counts['ELQ-08888']], ['warning', 0])
  })

  for (const [fault, status] of [
    ['unfinished-data', 200],
    ['unfinished-data=404', 404],
  ] as const) {
    it(`answer ${status} to data of an unfinished sync by ${fault}`, async () => {
      sandbox.setFaults([fault, 'sync-stuck'])
      const { uri } = await sandbox.sync('/contacts/exports', { fields: { ContactID } })
      assert.equal((await sandbox.call('GET', `${uri}/data`)).status, status)
    })
  }
})
