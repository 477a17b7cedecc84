import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, statements } from '../../testing/open-sandbox.ts'

const { emailAddress } = statements

describe('an import of custom object records', () => {
  const fields = {
    emailAddress: '{{CustomObject[990].Field[18495]}}',
    dataStatus: '{{CustomObject[990].Field[18496]}}',
  }
  const importing = { fields, identifierFieldName: 'emailAddress', isSyncTriggeredOnImport: false }
  let sandbox: OpenSandbox
  beforeEach(async () => {
    sandbox = await openSandbox()
  })
  const records = async () => (await sandbox.ask('GET', '/sandbox/custom-objects/990')).json.items

  it('updates and makes records, and moves their timestamp', async () => {
    const rows = ['ann@example.com', 'new@example.com'].map((address) => ({
      emailAddress: address,
      dataStatus: 'PROCESS as MOD',
    }))
    const { status, counts } = await sandbox.sync('/customObjects/990/imports', importing, rows)
    assert.equal(status, 'success')
    assert.partialDeepStrictEqual(counts, { 'ELQ-00007': 1, 'ELQ-00012': 1 })
    const all = await records()
    assert.equal(all.length, 4)
    const stamped = { dataStatus: 'PROCESS as MOD', updatedTimestamp: '2024-05-01 10:00:00' }
    assert.deepEqual(all[0], { emailAddress: 'ann@example.com', ...stamped })
    assert.deepEqual(all[3], { emailAddress: 'new@example.com', ...stamped })
    assert.equal(all[1].dataStatus, 'PROCESSED')
  })

  it('links records to contacts by mapDataCards', async () => {
    const mapping = {
      ...{ mapDataCards: true, mapDataCardsEntityType: 'Contact', mapDataCardsEntityField: emailAddress },
      mapDataCardsSourceField: 'emailAddress',
    }
    sandbox = await openSandbox({ customObject: { filled: false } })
    const rows = [
      { emailAddress: 'BOB@example.org', dataStatus: 'x' },
      { emailAddress: 'no@example.org', dataStatus: 'x' },
    ]
    const { counts } = await sandbox.sync('/customObjects/990/imports', { ...importing, ...mapping }, rows)
    assert.partialDeepStrictEqual(counts, { 'ELQ-00007': 2, 'ELQ-00025': 1 })
    const linked = { fields: { id: '{{CustomObject[990].Contact.Id}}' } }
    const { uri } = await sandbox.sync('/customObjects/990/exports', linked)
    assert.deepEqual((await sandbox.call('GET', `${uri}/data`)).json.items, [{ id: '2' }, { id: '' }])
  })

  it('makes new records of rows whose id is blank', async () => {
    const byId = { fields: { id: '{{CustomObject[990].Id}}', ...fields }, identifierFieldName: 'id' }
    const rows = [1, 2].map(() => ({ id: '', emailAddress: 'ann@example.com', dataStatus: 'again' }))
    const { counts } = await sandbox.sync('/customObjects/990/imports', byId, rows)
    assert.equal(counts['ELQ-00007'], 2)
  })
})
