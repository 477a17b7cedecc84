import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { givenDatabase } from './given-database.ts'

describe('givenDatabase', () => {
  const given = process.env['MONGODB_URL']
  before(() => {
    process.env['MONGODB_URL'] = ''
  })
  after(() => {
    if (given === undefined) delete process.env['MONGODB_URL']
    else process.env['MONGODB_URL'] = given
  })
  const request = { progress: () => {} }

  it('is none where neither option nor environment names one', async () => {
    assert.equal(await givenDatabase(request), undefined)
    assert.equal(await givenDatabase({ ...request, url: '' }), undefined)
  })

  it('shows the URL without user and password', async () => {
    const prepared = await givenDatabase({ ...request, url: 'mongodb://ann:secret@db.example.com/x' })
    assert.equal(prepared?.description, 'the database that was given, mongodb://db.example.com/x')
    assert.equal((await prepared?.start())?.url, 'mongodb://ann:secret@db.example.com/x')
  })
})
