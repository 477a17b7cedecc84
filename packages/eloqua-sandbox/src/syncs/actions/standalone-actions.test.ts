import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openSandbox, statements } from '../../testing/open-sandbox.ts'

const { ContactID, emailAddress } = statements

describe('a standalone sync action', () => {
  const act = { syncActions: [{ action: 'remove', destination: '{{ContactList[6050]}}' }] }
  for (const [what, statement, values] of [
    ['id', ContactID, ['1', '3', '99']],
    ['address', emailAddress, ['ANN@example.com', 'cid@example.net', 'no@example.com']],
    ['external id', '{{Contact.Field(ContactIDExt)}}', ['CSNBX000000000001', 'CSNBX000000000003', 'x']],
  ] as const) {
    it(`takes contacts off a list by ${what} and warns of those who are not there`, async () => {
      const sandbox = await openSandbox()
      const definition = { ...act, fields: { key: statement }, identifierFieldName: 'key' }
      const { status, counts } = await sandbox.sync(
        '/contacts/syncActions',
        definition,
        values.map((key) => ({ key })),
      )
      assert.equal(status, 'warning')
      assert.partialDeepStrictEqual(counts, { 'ELQ-00140': 3, 'ELQ-00118': 2, 'ELQ-00034': 1 })
      const { json } = await sandbox.ask('GET', '/sandbox/lists/DWM - Export Queue')
      assert.deepEqual(json, { name: 'DWM - Export Queue', count: 1, contactIds: ['2'] })
      assert.equal((await sandbox.ask('GET', '/sandbox/contacts/1')).json.imports, 0)
    })
  }
})
