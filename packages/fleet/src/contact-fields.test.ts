import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contactFields, contactFieldsForm } from './contact-fields.ts'

const email = '{{Contact.Field(C_EmailAddress)}}'
const least = { emailAddress: email, ContactID: '{{Contact.Id}}' }
const read = (content: unknown) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const parsed = contactFieldsForm.schema.safeParse(text)
  return parsed.success ? parsed.data : undefined
}
const more = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, `{{Contact.Field(C_F${at})}}`]))

describe('contactFieldsForm', () => {
  it('takes the fields that the fleet has, and what holds at least the two that it needs', () => {
    assert.deepEqual(read(contactFields), contactFields)
    assert.deepEqual(read(least), least)
    assert.ok(Object.isFrozen(read(least)))
    assert.equal(Object.keys(read({ ...least, ...more(98) }) ?? {}).length, 100)
  })

  const refused: readonly unknown[] = [
    '{',
    null,
    'null',
    [],
    { emailAddress: email },
    { ContactID: '{{Contact.Id}}' },
    { ...least, ContactID: email },
    { ...least, emailAddress: '{{Contact.Field(C_Fax)}}' },
    { ...least, otherAddress: email.toLowerCase().replace('contact.f', 'Contact.F') },
    { ...least, fax: '{{Contact.Field(C_Fax)}}', fax2: '{{Contact.Field(C_Fax)}}' },
    { ...least, '1a': email },
    { ...least, city: 'C_City' },
    { ...least, city: 5 },
    { ...least, city: '{{Contact.Field(1)}}' },
    { ...least, ...more(99) },
  ]
  for (const content of refused)
    it(`refuses ${JSON.stringify(content).slice(0, 60)}`, () => assert.equal(read(content), undefined))
})
