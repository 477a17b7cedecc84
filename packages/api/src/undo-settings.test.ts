import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Logger } from 'pino'
import { undoSettingsOf } from './undo-settings.ts'

const env = {
  MONGODB_URL: 'mongodb://127.0.0.1',
  ELOQUA_COMPANY: 'c',
  ELOQUA_USERNAME: 'u',
  ELOQUA_PASSWORD: 'p',
}

describe('undoSettingsOf', () => {
  it('are there with a login to Eloqua; else the log names what is missing', () => {
    const logged: unknown[] = []
    const log = {
      info: (facts: { missing: string[] }) => void logged.push(facts.missing),
    } as unknown as Logger
    assert.notEqual(undoSettingsOf(env, log), undefined)
    assert.deepEqual(logged, [])
    const { ELOQUA_COMPANY: _, ...without } = env
    assert.equal(undoSettingsOf(without, log), undefined)
    assert.deepEqual(logged, [['ELOQUA_COMPANY']])
  })

  it('throws any other error', () => {
    const broken = new Proxy(env, {
      get: () => {
        throw new Error('odd')
      },
    })
    assert.throws(() => undoSettingsOf(broken, {} as Logger), /odd/)
  })
})
