import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type ImportSandbox, openForImports, row } from '../../testing/import-sandbox.ts'
import { people } from '../../testing/open-sandbox.ts'

const all = people.map(({ emailAddress }) => row(emailAddress))
const updateOnly = { importRule: 'updateOnly' }

describe('an import where Eloqua differs', () => {
  let at: ImportSandbox
  beforeEach(async () => {
    at = await openForImports()
  })
  const codesOf = async (ended: Awaited<ReturnType<ImportSandbox['run']>>) =>
    (await at.rejects(ended)).map(({ statusCode, invalidFields }) => [statusCode, invalidFields.join()])

  it('rejects a value longer than its field and takes the rest of its row', async () => {
    const ended = await at.run([row('ann@example.com', { country: 'x'.repeat(101) })])
    assert.deepEqual([ended.status, ended.counts['ELQ-00144']], ['warning', 1])
    assert.deepEqual(await codesOf(ended), [['ELQ-00040', 'country']])
    assert.partialDeepStrictEqual(await at.fieldsOf('ann@example.com'), { firstName: 'New', country: 'US' })
    const fits = await at.run([row('ann@example.com', { country: 'x'.repeat(100) })])
    assert.equal(fits.status, 'success')
  })

  it('cuts long values, keeps their row out, or keeps them, by long-values', async () => {
    const long = [row('ann@example.com', { country: 'x'.repeat(101) })]
    at.sandbox.setFaults(['long-values=row'])
    assert.deepEqual(await codesOf(await at.run(long)), [['ELQ-00040', 'country']])
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, 'Ann')
    at.sandbox.setFaults(['long-values'])
    assert.equal((await at.run(long)).status, 'success')
    assert.equal((await at.fieldsOf('ann@example.com')).country.length, 100)
    at.sandbox.setFaults(['long-values=kept'])
    await at.run(long)
    assert.equal((await at.fieldsOf('ann@example.com')).country.length, 101)
  })

  it('takes 32,000 characters where a field is of large text, and 250 in a custom object', async () => {
    const large = await openForImports({ fields: { country: 'largeText' } })
    assert.equal(
      (await large.run([row('ann@example.com', { country: 'x'.repeat(32_000) })])).status,
      'success',
    )
    assert.equal(
      (await large.run([row('ann@example.com', { country: 'x'.repeat(32_001) })])).status,
      'warning',
    )
    const field = (id: number) => `{{CustomObject[990].Field[${id}]}}`
    const definition = { fields: { id: field(18495), status: field(18496) }, identifierFieldName: 'id' }
    const write = async (length: number) =>
      (
        await at.sandbox.sync('/customObjects/990/imports', definition, [
          { id: 'ann@example.com', status: 'x'.repeat(length) },
        ])
      ).status
    assert.deepEqual([await write(250), await write(251)], ['success', 'warning'])
  })

  it('takes rows without a bad value of one field, by bad-values', async () => {
    at.sandbox.setFaults(['bad-values=bob@,field=country,code=ELQ-00144'])
    const ended = await at.run(all)
    assert.deepEqual(await codesOf(ended), [['ELQ-00144', 'country']])
    assert.partialDeepStrictEqual(await at.fieldsOf('bob@example.org'), { firstName: 'New', country: 'us' })
  })

  it('names another field than the identifier of rows that it keeps out, by bad-rows with field', async () => {
    at.sandbox.setFaults(['bad-rows=bob@,code=ELQ-00040,field=country'])
    assert.deepEqual(await codesOf(await at.run(all)), [['ELQ-00040', 'country']])
    assert.equal((await at.fieldsOf('bob@example.org')).firstName, 'Bob')
    at.sandbox.setFaults(['bad-rows=bob@,code=ELQ-00040'])
    assert.deepEqual(await codesOf(await at.run(all)), [['ELQ-00040', 'emailAddress']])
  })

  it('leaves rejected rows out of its counts by rejects-uncounted', async () => {
    const counted = async (fault: string) => {
      at.sandbox.setFaults(['bad-rows=bob@,code=ELQ-00032', ...(fault === '' ? [] : [fault])])
      const { counts } = await at.run(all)
      return [counts['ELQ-00130'], counts['ELQ-00001'], counts['ELQ-00032']]
    }
    assert.deepEqual(await counted(''), [3, 3, 1])
    assert.deepEqual(await counted('rejects-uncounted'), [2, 2, 1])
    assert.deepEqual(await counted('rejects-uncounted=staged'), [2, 3, 1])
    assert.deepEqual(await counted('rejects-uncounted=processed'), [3, 2, 1])
  })

  it('loses rows without a word by lost-rows', async () => {
    at.sandbox.setFaults(['lost-rows=bob@'])
    const { status, counts } = await at.run(all)
    assert.deepEqual([status, counts['ELQ-00130'], counts['ELQ-00022']], ['success', 2, 2])
    assert.equal((await at.fieldsOf('bob@example.org')).firstName, 'Bob')
  })

  it('rejects who is not there under updateOnly with the code of unmatched-rows, or counts them alone', async () => {
    const unmatched = async () => {
      const ended = await at.run([row('gone@example.com')], updateOnly)
      return [ended.counts['ELQ-00034'], (await at.rejects(ended)).length]
    }
    assert.deepEqual(await codesOf(await at.run([row('gone@example.com')], updateOnly)), [
      ['ELQ-00085', 'emailAddress'],
    ])
    at.sandbox.setFaults(['unmatched-rows'])
    assert.deepEqual(await unmatched(), [1, 1])
    at.sandbox.setFaults(['unmatched-rows=ELQ-00034,listed=false'])
    assert.deepEqual(await unmatched(), [1, 0])
    assert.equal((await at.contacts()).length, 3)
  })

  it('creates contacts in spite of updateOnly by import-rule-ignored, and does not echo the rule', async () => {
    at.sandbox.setFaults(['import-rule-ignored'])
    const { counts, definition } = await at.run([row('gone@example.com')], updateOnly)
    assert.equal(counts['ELQ-00004'], 1)
    assert.equal('importRule' in (await at.sandbox.call('GET', definition)).json, false)
  })

  it('updates nobody under createOnly', async () => {
    const ended = await at.run([row('ann@example.com'), row('new@example.com')], { importRule: 'createOnly' })
    assert.deepEqual([ended.counts['ELQ-00004'], ended.counts['ELQ-00022']], [1, 0])
    assert.deepEqual(await codesOf(ended), [['ELQ-00048', 'emailAddress']])
  })

  it('writes the identifier as it was sent by identifier-written', async () => {
    await at.run([row('ANN@example.com')])
    assert.ok(await at.fieldsOf('ann@example.com'))
    at.sandbox.setFaults(['identifier-written'])
    await at.run([row('ANN@example.com')])
    assert.ok(await at.fieldsOf('ANN@example.com'))
  })

  it('takes contacts off no list by actions-ignored, only a share of them, or claims that it did', async () => {
    const removed = async (fault: string) => {
      at.sandbox.setFaults([fault])
      return [(await at.run(all)).counts['ELQ-00118'], (await at.waiting()).length]
    }
    assert.deepEqual(await removed('actions-ignored'), [0, 3])
    assert.deepEqual(await removed('actions-ignored=import'), [0, 3])
    assert.deepEqual(await removed('actions-ignored=counted=true'), [3, 3])
    const [some = 0, left = 0] = await removed('actions-ignored=share=0.5')
    assert.ok(some > 0 && left > 0 && some + left === 3, `${some} ${left}`)
    assert.equal((await removed('actions-ignored=export'))[1], 0)
  })
})
