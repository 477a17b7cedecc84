import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bareConfig } from '../testing/bare-config.ts'
import { readConfig } from './read-config.ts'

const bare = bareConfig({ city: ['normLookup'] })
const writing = (name: string) => ({
  history: { writeContactHistory: true, returnHistoryId: false, histIdField: { name, value: 'ContactID' } },
})

describe('readConfig', () => {
  it('reads a config, with the corrections that it wants', () => {
    const { name, fields, corrections } = readConfig({ ...bare, corrections: ['zip-00000'] })
    assert.deepEqual(
      [name, fields.map((field) => field.name), [...corrections]],
      ['Bare', ['city'], ['zip-00000']],
    )
    assert.equal(readConfig(bare).corrections.size, 0)
  })

  it('throws all that is wrong, under the name of the config', () => {
    const wrong = { ...bare, configName: '', corrections: ['zip'], fields: [] }
    assert.throws(
      () => readConfig(wrong),
      (error: { configName: string; faults: string[] }) => {
        assert.equal(error.configName, '(without a name)')
        assert.deepEqual(error.faults.map((fault) => fault.split(':')[0]).toSorted(), [
          'configName',
          'corrections',
          'fields',
        ])
        return true
      },
    )
    assert.throws(() => readConfig({ ...bare, corrections: ['zip'] }), { configName: 'Bare' })
  })

  it('keeps the id of the history apart from fields that are washed, by rules or functions, and from no others', () => {
    const refused = /holds the changes of that field/
    const config = bareConfig(
      { city: ['normLookup'], fax: [] },
      { country: { 1: { type: 'copyValue', fieldSet: ['city'], options: [] } } },
    )
    const functions = { userDefinedFunctions: { afterProcessing: { 1: 'CleanZipcodeUS' } } }
    for (const name of ['city', 'country', 'zipPostalCode'])
      assert.throws(() => readConfig({ ...config, ...functions, ...writing(name) }), refused)
    readConfig({ ...config, ...functions, ...writing('fax') })
  })
})
