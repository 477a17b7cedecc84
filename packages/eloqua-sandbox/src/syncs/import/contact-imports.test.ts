import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type ImportSandbox, importingContacts, openForImports, row } from '../../testing/import-sandbox.ts'
import { people } from '../../testing/open-sandbox.ts'

describe('an import of contacts', () => {
  let at: ImportSandbox
  beforeEach(async () => {
    at = await openForImports()
  })

  it('updates who is known, makes who is not, and acts on both', async () => {
    const { status, counts } = await at.run([row('ANN@example.com '), row('new@example.com')])
    assert.equal(status, 'success')
    assert.partialDeepStrictEqual(counts, {
      ...{ 'ELQ-00130': 2, 'ELQ-00001': 2, 'ELQ-00003': 2, 'ELQ-00004': 1, 'ELQ-00022': 1, 'ELQ-00118': 1 },
    })
    assert.partialDeepStrictEqual(await at.fieldsOf('ann@example.com'), { firstName: 'New', country: 'FR' })
    assert.equal((await at.fieldsOf('new@example.com')).ContactID, '4')
    assert.deepEqual(await at.waiting(), ['2', '3'])
    const [ann] = await at.contacts()
    assert.deepEqual([ann.exports, ann.imports], [0, 1])
  })

  it('rejects bad addresses, empty rows and rows without identifier; the others go in', async () => {
    const ended = await at.run([row('notanemail'), row('a+b@x'), {}, row(''), row('bob@example.org'), 7])
    assert.equal(ended.status, 'warning')
    assert.deepEqual(
      (await at.rejects(ended)).map((reject: { recordIndex: number; statusCode: string }) => [
        reject.recordIndex,
        reject.statusCode,
      ]),
      [
        [1, 'ELQ-00002'],
        [3, 'ELQ-00059'],
        [4, 'ELQ-00061'],
        [6, 'ELQ-00032'],
      ],
    )
    assert.deepEqual((await at.rejects(ended))[0], {
      fieldValues: { emailAddress: 'notanemail', firstName: 'New', country: 'FR' },
      ...{
        message: 'Invalid email address.',
        statusCode: 'ELQ-00002',
        recordIndex: 1,
        invalidFields: ['emailAddress'],
      },
    })
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00002': 1, 'ELQ-00004': 1, 'ELQ-00022': 1 })
  })

  it('takes the first of rows that share an identifier', async () => {
    const ended = await at.run([
      row('ann@example.com', { firstName: '1' }),
      row('Ann@Example.com', { firstName: '2' }),
    ])
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, '1')
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00001': 2, 'ELQ-00003': 1, 'ELQ-00026': 1 })
    assert.partialDeepStrictEqual(await at.rejects(ended), [{ recordIndex: 2, message: 'Multiple matches.' }])
    const { items } = (await at.sandbox.ask('GET', '/sandbox/syncs')).json
    assert.partialDeepStrictEqual(items, [{ kind: 'import', status: 'warning', rows: 2, duplicates: 1 }])
  })

  it('adds several bodies up, and consumes them', async () => {
    const made = await at.sandbox.call('POST', '/contacts/imports', {
      body: { name: 'two', ...importingContacts },
    })
    const { uri } = made.json
    for (const address of ['ann@example.com', 'bob@example.org']) {
      assert.equal((await at.sandbox.call('POST', `${uri}/data`, { body: [row(address)] })).status, 204)
    }
    for (const expected of [2, 0]) {
      await at.sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
      at.sandbox.advanceClock(1000)
      assert.equal((await at.sandbox.ask('GET', '/sandbox/syncs')).json.items.at(-1).rows, expected)
    }
  })

  it('ignores keys that the definition does not have: 00111, a warning, no reject', async () => {
    const ended = await at.run([row('ann@example.com', { extra: 'x' })])
    assert.deepEqual([ended.status, ended.counts['ELQ-00111'], await at.rejects(ended)], ['warning', 0, []])
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, 'New')
  })

  it('leaves a field alone whose key no row of the body has: 00121', async () => {
    const ended = await at.run([{ emailAddress: 'ann@example.com', country: 'FR' }])
    assert.equal(ended.counts['ELQ-00121'], 0)
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, 'Ann')
  })

  it('ends in error when a body has no key of the definition', async () => {
    const ended = await at.run([{ other: 'x' }])
    assert.equal(ended.status, 'error')
    assert.equal('ELQ-00127' in ended.counts, true)
  })

  it('takes CSV', async () => {
    const { uri } = (
      await at.sandbox.call('POST', '/contacts/imports', { body: { name: 'csv', ...importingContacts } })
    ).json
    const body = 'emailAddress,firstName,country\r\nann@example.com,"A, B",\r\n'
    const headers = { 'content-type': 'text/csv' }
    assert.equal((await at.sandbox.call('POST', `${uri}/data`, { body, headers })).status, 204)
    await at.sandbox.call('POST', '/syncs', { body: { syncedInstanceUri: uri } })
    at.sandbox.advanceClock(1000)
    assert.partialDeepStrictEqual(await at.fieldsOf('ann@example.com'), { firstName: 'A, B', country: '' })
  })

  it('starts its sync by itself where the definition says so', async () => {
    const body = { name: 'self', ...importingContacts, isSyncTriggeredOnImport: true }
    const { uri } = (await at.sandbox.call('POST', '/contacts/imports', { body })).json
    const sent = await at.sandbox.call('POST', `${uri}/data`, { body: [row('ann@example.com')] })
    assert.deepEqual([sent.status, sent.json.syncedInstanceUri, sent.json.status], [201, uri, 'pending'])
  })

  it('rejects new contacts past the limit of the instance', async () => {
    at = await openForImports({ maxContacts: people.length })
    const ended = await at.run([row('new@example.com'), row('ann@example.com')])
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00125': 1, 'ELQ-00022': 1 })
  })
})
