import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SandboxOptionsError } from '../errors.ts'
import { startSandbox } from '../index.ts'
import { openSandbox } from '../testing/open-sandbox.ts'

describe('an instance whose contact fields differ', () => {
  it('lacks one, has one that is read-only, and one that is unique', async () => {
    const sandbox = await openSandbox({
      fields: { persona: 'missing', C_City: 'readOnly', company: 'unique', jobTitle: 'largeText' },
    })
    const { items } = (await sandbox.call('GET', '/contacts/fields')).json
    const field = (name: string) => items.find((one: { internalName: string }) => one.internalName === name)
    assert.equal(field('C_Derived__Persona1'), undefined)
    assert.equal(field('C_City').hasReadOnlyConstraint, true)
    assert.equal(field('C_Company').hasUniquenessConstraint, true)
    assert.equal(
      field('C_Title').dataType,
      'string',
      'the Bulk API does not distinguish large text from small',
    )
  })

  it('refuses definitions that name the one that is missing, with its statement', async () => {
    const sandbox = await openSandbox({ fields: { persona: 'missing' } })
    const fields = { id: '{{Contact.Id}}', persona: '{{Contact.Field(C_Derived__Persona1)}}' }
    const { status, json } = await sandbox.call('POST', '/contacts/exports', { body: { name: 'x', fields } })
    assert.deepEqual(
      [status, json.failures[0].field, json.failures[0].value],
      [400, 'fields.persona', fields.persona],
    )
  })

  it('cannot be made of fields that there are not', async () => {
    await assert.rejects(startSandbox({ fields: { nothing: 'missing' } }), SandboxOptionsError)
  })
})
