import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type ImportSandbox, openForImports, row } from '../../testing/import-sandbox.ts'
import { people } from '../../testing/open-sandbox.ts'

describe('an import under faults', () => {
  let at: ImportSandbox
  beforeEach(async () => {
    at = await openForImports()
  })

  it('takes the last of them, and calls them otherwise, by faults', async () => {
    at.sandbox.setFaults(['duplicates-last', 'duplicates-email-code'])
    const ended = await at.run([
      row('ann@example.com', { firstName: '1' }),
      row('ann@example.com', { firstName: '2' }),
    ])
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, '2')
    assert.partialDeepStrictEqual(await at.rejects(ended), [{ recordIndex: 1, statusCode: 'ELQ-00011' }])
  })

  it('rejects rows by address pattern with the code that bad-rows asks for', async () => {
    at.sandbox.setFaults(['bad-rows=*@example.org|cid@,code=ELQ-00060'])
    const ended = await at.run(people.map(({ emailAddress: one }) => row(one)))
    assert.deepEqual(
      (await at.rejects(ended)).map(
        ({ recordIndex, statusCode }: { recordIndex: number; statusCode: string }) => [
          recordIndex,
          statusCode,
        ],
      ),
      [
        [2, 'ELQ-00060'],
        [3, 'ELQ-00060'],
      ],
    )
    assert.deepEqual(await at.waiting(), ['2', '3'])
  })

  it('acts on rejected contacts too by act-on-rejects', async () => {
    at.sandbox.setFaults(['bad-rows=bob@', 'act-on-rejects'])
    await at.run(people.map(({ emailAddress: one }) => row(one)))
    assert.deepEqual(await at.waiting(), [])
    assert.equal((await at.fieldsOf('bob@example.org')).firstName, 'Bob')
  })

  it('lists rows among the rejects that it stored, by harmless-rejects', async () => {
    at.sandbox.setFaults(['harmless-rejects=ann@'])
    const ended = await at.run([row('ann@example.com')])
    assert.partialDeepStrictEqual(await at.rejects(ended), [
      { statusCode: 'ELQ-00040', invalidFields: ['firstName'] },
    ])
    assert.deepEqual([ended.status, ended.counts['ELQ-00144']], ['warning', 1])
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, 'New')
  })

  it('takes nothing of a sync with a poisoned row', async () => {
    at.sandbox.setFaults(['poison-rows=bob@'])
    const ended = await at.run(people.map(({ emailAddress: one }) => row(one)))
    assert.deepEqual([ended.status, 'ELQ-00107' in ended.counts], ['error', true])
    assert.equal((await at.fieldsOf('ann@example.com')).firstName, 'Ann')
    assert.equal((await at.waiting()).length, 3)
    assert.equal((await at.run([row('ann@example.com')])).status, 'success')
  })

  it('chooses a share of the rows by seed, the same each time', async () => {
    const chosen = async () => {
      const rows = Array.from({ length: 200 }, (_, at) => row(`n${at}@example.com`))
      return (await at.rejects(await at.run(rows))).map(
        ({ recordIndex }: { recordIndex: number }) => recordIndex,
      )
    }
    at.sandbox.setFaults(['bad-rows=share=0.1'])
    const first = await chosen()
    assert.ok(first.length > 5 && first.length < 40)
    assert.deepEqual(await chosen(), first)
  })
})
