import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type ImportSandbox, importingContacts, openForImports, row } from '../../testing/import-sandbox.ts'
import { statements } from '../../testing/open-sandbox.ts'

const { country, firstName, ContactID } = statements

describe('the rules of an import', () => {
  let at: ImportSandbox
  beforeEach(async () => {
    at = await openForImports()
  })

  for (const [faults, expected] of [
    [[], ''],
    [['omitted-keys-kept'], 'Bob'],
  ] as const) {
    it(`${expected === '' ? 'blanks' : 'keeps'} a field whose key a row omits, with ${faults.join() || 'no fault'}`, async () => {
      at.sandbox.setFaults(faults)
      await at.run([row('ann@example.com'), { emailAddress: 'bob@example.org', country: 'FR' }])
      assert.equal((await at.fieldsOf('bob@example.org')).firstName, expected)
    })
  }

  for (const [updateRule, blank, blankExisting, filled] of [
    ['always', '', 'X', 'X'],
    ['ifNewIsNotNull', 'Ann', 'X', 'X'],
    ['ifExistingIsNull', 'Ann', 'X', 'Bob'],
  ] as const) {
    it(`writes by the rule ${updateRule}`, async () => {
      const rows = [
        row('ann@example.com', { firstName: '' }),
        row('cid@example.net', { firstName: 'X' }),
        row('bob@example.org', { firstName: 'X' }),
      ]
      await at.run(rows, { updateRule })
      const names = await Promise.all(
        ['ann@example.com', 'cid@example.net', 'bob@example.org'].map(
          async (one) => (await at.fieldsOf(one)).firstName,
        ),
      )
      assert.deepEqual(names, [blank, blankExisting, filled])
    })
  }

  it('writes each field by its own rule with useFieldRule', async () => {
    const updateRuleByField = { firstName: 'ifExistingIsNull' }
    await at.run([row('ann@example.com')], { updateRule: 'useFieldRule', updateRuleByField })
    assert.partialDeepStrictEqual(await at.fieldsOf('ann@example.com'), { firstName: 'Ann', country: 'FR' })
  })

  for (const [importRule, code, inside] of [
    ['createAndUpdate', undefined, ['ann', 'new']],
    ['updateOnly', 'ELQ-00085', ['ann']],
    ['createOnly', 'ELQ-00048', ['new']],
  ] as const) {
    it(`keeps to the import rule ${importRule}`, async () => {
      const ended = await at.run([row('ann@example.com'), row('new@example.com')], { importRule })
      assert.deepEqual(
        (await at.rejects(ended)).map(({ statusCode }: { statusCode: string }) => statusCode),
        code ? [code] : [],
      )
      const changed = (await at.contacts()).filter(
        ({ fields }: { fields: Record<string, string> }) => fields['country'] === 'FR',
      )
      assert.deepEqual(
        changed.map(
          ({ fields }: { fields: Record<string, string> }) => fields['emailAddress']?.split('@')[0],
        ),
        inside,
      )
    })
  }

  it('takes {{Contact.Id}} beside the address and does nothing with it', async () => {
    const fields = { ...importingContacts.fields, ContactID }
    const { status } = await at.run([row('ann@example.com', { ContactID: '99' })], { fields })
    assert.deepEqual([status, (await at.fieldsOf('ann@example.com')).ContactID], ['success', '1'])
  })

  it('finds contacts by id and makes none of an unknown one', async () => {
    const fields = { ContactID, firstName }
    const ended = await at.run(
      [
        { ContactID: '2', firstName: 'B' },
        { ContactID: '99', firstName: 'B' },
      ],
      { fields, identifierFieldName: 'ContactID' },
    )
    assert.partialDeepStrictEqual(ended.counts, { 'ELQ-00022': 1, 'ELQ-00004': 0, 'ELQ-00034': 1 })
  })

  it('updates one or every match of another field', async () => {
    const fields = { country, firstName }
    const of = (all: boolean) =>
      at.run([{ country: 'US', firstName: 'All' }], {
        fields,
        identifierFieldName: 'country',
        isUpdatingMultipleMatchedRecords: all,
      })
    assert.equal((await of(false)).counts['ELQ-00022'], 1)
    assert.equal((await of(true)).counts['ELQ-00022'], 2)
  })
})
