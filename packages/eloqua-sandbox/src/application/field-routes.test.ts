import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { basic, type OpenSandbox, openSandbox } from '../testing/open-sandbox.ts'

describe('fields in the Application API', () => {
  let sandbox: OpenSandbox
  before(async () => {
    sandbox = await openSandbox({ fields: { jobTitle: 'largeText' } })
  })
  const ask = (path: string, headers: Record<string, string> = { authorization: basic }) =>
    sandbox.ask('GET', `/API/REST/2.0${path}`, { headers })

  it('distinguish large text from small', async () => {
    const { elements, total } = (await ask('/assets/contact/fields?depth=complete')).json
    const type = (name: string) =>
      elements.find(({ internalName }: { internalName: string }) => internalName === name).dataType
    assert.deepEqual([type('C_Title'), type('C_City'), type('C_DateCreated')], ['largeText', 'text', 'date'])
    assert.equal(total, elements.length)
  })

  it('come in pages', async () => {
    const { elements, page, pageSize } = (await ask('/assets/contact/fields?count=5&page=2')).json
    assert.deepEqual([elements.length, page, pageSize, elements[0].id], [5, 2, 5, '100006'])
  })

  it('are those of a custom object too', async () => {
    const { name, fields } = (await ask('/assets/customObject/990?depth=complete')).json
    assert.deepEqual([name, fields.length, fields[0].dataType], ['Contacts.Indicators', 3, 'text'])
    assert.equal((await ask('/assets/customObject/991')).status, 404)
  })

  it('need a login', async () => {
    assert.equal((await ask('/assets/contact/fields', {})).status, 401)
  })
})
