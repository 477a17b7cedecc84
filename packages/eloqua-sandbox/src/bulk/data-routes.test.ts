import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../testing/open-sandbox.ts'

const { emailAddress, firstName } = statements
const importing = { name: 'data', fields: { emailAddress, firstName }, identifierFieldName: 'emailAddress' }
const oneRow = [{ emailAddress: 'ann@example.com', firstName: 'A' }]

describe('data', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox()
  })
  const define = async (): Promise<string> =>
    (await sandbox.call('POST', '/contacts/imports', { body: importing })).json.uri
  const stagedRows = async (uri: string): Promise<number> => {
    await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
    sandbox.advanceClock(1000)
    return (await sandbox.ask('GET', '/sandbox/syncs?orderBy=uri')).json.items.find(
      ({ definitionUri }: { definitionUri: string }) => definitionUri === uri,
    ).rows
  }

  it('answers 404 for a body above 32 MB and takes one below', async () => {
    const uri = await define()
    const padded = (bytes: number) =>
      `[{"emailAddress":"ann@example.com","firstName":"${'x'.repeat(bytes)}"}]`
    assert.equal((await sandbox.call('POST', `${uri}/data`, { body: padded(32 * 1024 * 1024) })).status, 404)
    assert.equal((await sandbox.call('POST', `${uri}/data`, { body: padded(31 * 1024 * 1024) })).status, 204)
    assert.equal(await stagedRows(uri), 1)
  })

  it('answers 400 to the 501st body of a sync', async () => {
    const uri = await define()
    const statuses = new Map<number, number>()
    for (let body = 1; body <= 501; body += 1) {
      const { status } = await sandbox.call('POST', `${uri}/data`, { body: oneRow })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    assert.deepEqual(
      [...statuses],
      [
        [204, 500],
        [400, 1],
      ],
    )
    assert.equal(await stagedRows(uri), 500)
  })

  for (const [what, body, type] of [
    ['JSON that is cut off', '[{"emailAddress":"ann', 'application/json'],
    ['JSON that is no array', '{"emailAddress":"ann@example.com"}', 'application/json'],
    ['CSV with a broken quote', 'emailAddress\r\n"ann', 'text/csv'],
  ] as const) {
    it(`answers 400 to ${what}, without its words`, async () => {
      const answer = await sandbox.call('POST', `${await define()}/data`, {
        body,
        headers: { 'content-type': type },
      })
      assert.equal(answer.status, 400)
      assert.doesNotMatch(answer.text, /ann/)
    })
  }

  it('lets staged data go when asked, but not while a sync runs', async () => {
    const uri = await define()
    await sandbox.call('POST', `${uri}/data`, { body: oneRow })
    await sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
    assert.equal((await sandbox.call('DELETE', `${uri}/data`)).status, 409)
    sandbox.advanceClock(1000)
    await sandbox.call('POST', `${uri}/data`, { body: oneRow })
    assert.equal((await sandbox.call('DELETE', `${uri}/data`)).status, 204)
  })

  it('lets staged data go that nobody has synced in its retention', async () => {
    const { uri } = (
      await sandbox.call('POST', '/contacts/imports', {
        body: { ...importing, dataRetentionDuration: 'PT1H' },
      })
    ).json
    await sandbox.call('POST', `${uri}/data`, { body: oneRow })
    sandbox.advanceClock(3_700_000)
    assert.equal(await stagedRows(uri), 0)
  })

  it('answers 404 for a definition that is not there', async () => {
    assert.equal((await sandbox.call('POST', '/contacts/imports/999/data', { body: oneRow })).status, 404)
  })
})
