import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { RuleChangedError, RuleNotFoundError, type RuleSet, ruleEtag } from '@dwmops/rule-store'
import type { PreviewChange } from '../schemas/preview.ts'
import { applyChanges } from './apply-changes.ts'

const [one, two] = ['1', '2'].map((_id) => ({ _id, fieldName: 'city', find: `F${_id}`, replace: 'R' })) as [
  object,
  object,
]
const set = { rules: { normLookup: [one, two], deriveValue: [] }, configs: [] } as unknown as RuleSet

function applied(...changes: object[]): string[] {
  const list = changes.map((change) => ({ collection: 'normLookup', ...change }))
  const { rules } = applyChanges(set, list as unknown as PreviewChange[])
  return rules.normLookup.map(({ find }) => String(find))
}

const etag = ruleEtag(one as never)
const document = { fieldName: 'city', find: 'NEW', replace: 'R' }

describe('applyChanges', () => {
  it('adds a rule at the end, or before another one', () => {
    assert.deepEqual(applied({ do: 'create', document }), ['F1', 'F2', 'NEW'])
    assert.deepEqual(applied({ do: 'create', document, before: '2' }), ['F1', 'NEW', 'F2'])
  })

  it('changes a rule in its place, and deletes one', () => {
    assert.deepEqual(applied({ do: 'change', id: '1', etag, document }), ['NEW', 'F2'])
    assert.deepEqual(applied({ do: 'delete', id: '1', etag }), ['F2'])
  })

  it('leaves the given set alone', () => {
    applied({ do: 'delete', id: '1', etag })
    assert.equal(set.rules.normLookup.length, 2)
  })

  it('refuses a rule that is gone, or has changed since its author read it', () => {
    assert.throws(() => applied({ do: 'delete', id: '9', etag }), RuleNotFoundError)
    assert.throws(() => applied({ do: 'delete', id: '2', etag }), RuleChangedError)
  })
})
