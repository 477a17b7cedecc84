import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SettingsError } from '@dwmops/job-runner'
import { testMongo } from '@dwmops/local-mongo/testing'
import { refuseEmptyRules } from './refuse-empty-rules.ts'

describe('refuseEmptyRules', () => {
  const database = testMongo()
  const faultOf = (name: string) => (error: unknown) =>
    error instanceof SettingsError &&
    error.faults[0]?.name === name &&
    /dwm rules import/.test(error.faults[0].expected)

  it('refuses a database without the config, and one without a rule, and says what to do', async () => {
    const rulesDb = database.fresh()
    await assert.rejects(refuseEmptyRules(rulesDb, 'names'), faultOf('CONFIG_NAME'))
    await rulesDb.collection('config').insertOne({ configName: 'names', fields: {} })
    await assert.rejects(refuseEmptyRules(rulesDb, 'other'), faultOf('CONFIG_NAME'))
    await assert.rejects(refuseEmptyRules(rulesDb, 'names'), faultOf('RULES_DATABASE'))
  })

  it('lets one rule of any kind be enough', async () => {
    const rulesDb = database.fresh()
    await rulesDb.collection('config').insertOne({ configName: 'names', fields: {} })
    await rulesDb.collection('deriveRegex').insertOne({ fieldName: 'city' })
    await refuseEmptyRules(rulesDb, 'names')
  })
})
