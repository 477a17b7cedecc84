import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testMongo } from '@dwmops/local-mongo/testing'
import { openReverts } from './reverts.ts'

const database = testMongo()
const city = { field: 'city', from: 'Leeds', to: 'leeds' }

describe('reverts.settle', () => {
  it('drops what is planned, and not what another run has sent since it was read', async () => {
    const reverts = openReverts(database.fresh())
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [city] }
    const items = ['a', 'b', 'c']
    await reverts.plan(items.map((item) => ({ ...shared, item })))
    await reverts.settle('U', ['a'], 'done')
    await reverts.settle('U', ['b'], 'rejected')
    await reverts.settle('U', items, 'dropped')
    assert.deepEqual(await reverts.count('U'), { planned: 0, done: 1, rejected: 1, dropped: 1 })
  })

  it('drops a contact of which Eloqua holds newer values alone: nothing of it was reverted', async () => {
    const reverts = openReverts(database.fresh())
    const fax = { field: 'fax', from: '1', to: '2' }
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [city, fax] }
    await reverts.plan(['a', 'b'].map((item) => ({ ...shared, item })))
    await reverts.dropValues('U', 'a', ['city', 'fax'])
    await reverts.dropValues('U', 'b', ['city'])
    await reverts.settle('U', ['a', 'b'], 'done')
    assert.deepEqual(await reverts.count('U'), { planned: 0, done: 1, rejected: 0, dropped: 1 })
  })

  it('reports a contact that it was sent, though another run has dropped it before', async () => {
    const reverts = openReverts(database.fresh())
    const shared = { undo: 'U', contact: '1', at: new Date(), after: 'H', values: [city] }
    await reverts.plan([{ ...shared, item: 'a' }])
    await reverts.settle('U', ['a'], 'dropped')
    await reverts.settle('U', ['a'], 'done')
    assert.equal((await reverts.count('U')).done, 1)
  })
})
