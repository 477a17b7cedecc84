import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { StageJob } from '../run/stage-context.ts'
import { SettingsError } from './settings-error.ts'
import { settingsOrError } from './settings-or-error.ts'

const job = { stage: 'clean-queues' } as StageJob<'clean-queues'>
const env = { MONGODB_URL: 'mongodb://127.0.0.1' }

describe('settingsOrError', () => {
  it('are the settings, or what is wrong with them', () => {
    assert.ok(!(settingsOrError(job, env) instanceof SettingsError))
    assert.ok(settingsOrError(job, {}) instanceof SettingsError)
  })

  it('throws any other error', () => {
    const broken = new Proxy(env, {
      get: () => {
        throw new Error('odd')
      },
    })
    assert.throws(() => settingsOrError(job, broken), /odd/)
  })
})
