import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openPutBacks } from './put-backs.ts'

const database = testMongo()

describe('putBacks.settle', () => {
  it('drops what is planned, and not what another run has sent since it was read', async () => {
    const putBacks = openPutBacks(database.fresh())
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [] }
    const items = ['a', 'b', 'c']
    await putBacks.plan(items.map((item) => ({ ...shared, item })))
    await putBacks.settle('U', ['a'], 'done')
    await putBacks.settle('U', ['b'], 'rejected')
    await putBacks.settle('U', items, 'dropped')
    assert.deepEqual(await putBacks.count('U'), { planned: 0, done: 1, rejected: 1, dropped: 1 })
  })

  it('tells of a contact that it was sent, though another run has dropped it before', async () => {
    const putBacks = openPutBacks(database.fresh())
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [] }
    await putBacks.plan([{ ...shared, item: 'a' }])
    await putBacks.settle('U', ['a'], 'dropped')
    await putBacks.settle('U', ['a'], 'done')
    assert.equal((await putBacks.count('U')).done, 1)
  })
})
