import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { idOf, sameUri } from './uri.ts'

describe('idOf', () => {
  it('is the last part', () => assert.deepEqual(['/syncs/389', '389'].map(idOf), ['389', '389']))
})

describe('sameUri', () => {
  it('minds neither case nor doubled slashes', () => {
    assert.ok(sameUri('/contacts/Imports/1', 'contacts//imports/1/'))
    assert.ok(!sameUri('/contacts/imports/1', '/contacts/imports/11'))
  })
})
