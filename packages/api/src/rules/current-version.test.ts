import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleStore } from '@dwmops/rule-store'
import { seenVersion, versionEtag } from './current-version.ts'

const storeAt = (version?: number) =>
  ({ currentVersion: async () => (version === undefined ? undefined : { version }) }) as unknown as RuleStore

describe('seenVersion', () => {
  it('is the version that the author saw, 0 before any was published', async () => {
    assert.equal(await seenVersion(storeAt(3), { 'if-match': '"v3"' }), 3)
    assert.equal(await seenVersion(storeAt(), { 'if-match': `"${versionEtag(undefined)}"` }), 0)
  })

  it('is refused once the rules have changed', async () => {
    const refused = seenVersion(storeAt(3), { 'if-match': '"v2"' })
    await assert.rejects(refused, { status: 412, message: /at version 3 now/ })
  })
})
