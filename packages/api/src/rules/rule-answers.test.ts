import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleChangeReport } from '@dwmops/rule-store'
import { changeFacts, publisher, ruleChangedAnswer } from './rule-answers.ts'

const rule = { collection: 'normLookup', id: '1', etag: 'e', document: { find: 'X' } }
const reportOf = (more: object) => ({ findings: [], ...more }) as unknown as RuleChangeReport

describe('ruleChangedAnswer', () => {
  it('is the rule, with its version where it has one', () => {
    const { rule: answered, version } = ruleChangedAnswer(reportOf({ rule, version: 3 }))
    assert.deepEqual([answered.id, version], ['1', 3])
    assert.equal(ruleChangedAnswer(reportOf({ rule })).version, null)
  })

  it('is refused where the rule is gone', () => {
    assert.throws(() => ruleChangedAnswer(reportOf({ version: 3 })), { status: 404 })
  })
})

describe('publisher', () => {
  it('has a note where there is one', () => {
    assert.deepEqual(
      [publisher('ann', 'why'), publisher('ann', undefined)],
      [{ who: 'ann', note: 'why' }, { who: 'ann' }],
    )
  })
})

describe('changeFacts', () => {
  it('are those that are known', () => {
    assert.deepEqual(changeFacts('1', 2), { rule: '1', version: 2 })
    assert.deepEqual(changeFacts(undefined, undefined), {})
  })
})
