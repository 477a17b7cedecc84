import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { EloquaAmbiguousNameError, EloquaUnknownNameError } from '@dwmops/eloqua-client'
import { SettingsError } from '@dwmops/job-runner'
import { namedBy } from './named-by.ts'

const path = '/contacts/lists'

async function faultOf(error: Error): Promise<string> {
  const found = await namedBy('EXPORT_LIST', 'contact list', () => Promise.reject(error)).catch(
    (one: unknown) => one,
  )
  assert.ok(found instanceof SettingsError, String(found))
  return found.message
}

describe('namedBy', () => {
  it('returns what is found', async () => {
    assert.equal(await namedBy('EXPORT_LIST', 'contact list', () => 7), 7)
  })

  it('makes an unknown name a fault of the setting', async () => {
    const error = new EloquaUnknownNameError('no', { path, wanted: 'Lst', known: ['List'] })
    assert.match(await faultOf(error), /EXPORT_LIST.*contact list/)
  })

  it('asks for an id where a name is not unique', async () => {
    const error = new EloquaAmbiguousNameError('no', { path, wanted: 'List', ids: ['1', '2'] })
    assert.match(await faultOf(error), /EXPORT_LIST.*id of a contact list.*1, 2/)
  })

  it('passes every other error on', async () => {
    const other = new Error('unavailable')
    await assert.rejects(
      namedBy('EXPORT_LIST', 'contact list', () => Promise.reject(other)),
      other,
    )
  })
})
