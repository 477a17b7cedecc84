import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { SettingsError } from '@dwmops/job-runner'
import { ConfigNotFoundError, type RuleStore } from '@dwmops/rule-store'
import type { Logger } from 'pino'
import { CurrentRules } from './current-rules.ts'

const config = washingConfig('Test', { city: { lookup: ['normLookup'], derive: {} } })
const broken = { _id: 'r1', fieldName: 'city', find: 7, replace: 'Rome' }

/** Rules over a store whose content can change; counts snapshots and what is logged. */
function rulesOver({ configs = ['Test'], rule = {} as object } = {}) {
  const state = { version: 1, snapshots: 0, warned: 0 }
  const store = {
    configNames: async () => configs,
    changedSince: async (version: string) => version !== `v${state.version}`,
    snapshot: async () => {
      state.snapshots += 1
      if (!configs.includes('Test')) throw new ConfigNotFoundError('Test', 'dwmdev')
      return { rules: { normLookup: [rule] }, config, version: `v${state.version}` }
    },
  } as unknown as RuleStore
  const log = { info: () => undefined, warn: () => (state.warned += 1) } as unknown as Logger
  return { rules: new CurrentRules(store, 'Test', log), state }
}

describe('CurrentRules', () => {
  it('compiles again only when the rules have changed', async () => {
    const { rules, state } = rulesOver()
    const first = await rules.washer()
    assert.equal(await rules.washer(), first)
    state.version = 2
    assert.equal((await rules.washer()).version, 'v2')
    assert.equal(state.snapshots, 2)
  })

  it('warns of each rule that is left out', async () => {
    const { rules, state } = rulesOver({ rule: broken })
    await rules.washer()
    assert.equal(state.warned, 1)
  })

  it('blames the setting for a config that does not exist, or no longer', async () => {
    const { rules } = rulesOver({ configs: ['Other'] })
    await assert.rejects(rules.requireConfig(), SettingsError)
    await assert.rejects(rules.washer(), SettingsError)
    await rulesOver().rules.requireConfig()
  })
})
