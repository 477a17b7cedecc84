import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openReverts } from './reverts.ts'

const database = testMongo()

describe('reverts.settle', () => {
  it('drops what is planned, and not what another run has sent since it was read', async () => {
    const reverts = openReverts(database.fresh())
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [] }
    const items = ['a', 'b', 'c']
    await reverts.plan(items.map((item) => ({ ...shared, item })))
    await reverts.settle('U', ['a'], 'done')
    await reverts.settle('U', ['b'], 'rejected')
    await reverts.settle('U', items, 'dropped')
    assert.deepEqual(await reverts.count('U'), { planned: 0, done: 1, rejected: 1, dropped: 1 })
  })

  it('reports a contact that it was sent, though another run has dropped it before', async () => {
    const reverts = openReverts(database.fresh())
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [] }
    await reverts.plan([{ ...shared, item: 'a' }])
    await reverts.settle('U', ['a'], 'dropped')
    await reverts.settle('U', ['a'], 'done')
    assert.equal((await reverts.count('U')).done, 1)
  })
})
