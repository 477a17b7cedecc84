import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleDocuments } from '../rules/rule-documents.ts'
import { unknownCollectionFindings, unknownCollections } from './unknown-collections.ts'

const rules = { normLookup: [], normLokup: [] } as RuleDocuments

describe('unknownCollections', () => {
  it('are those that nobody reads, and each is a finding', () => {
    assert.deepEqual(unknownCollections(rules), ['normLokup'])
    const [finding, ...others] = unknownCollectionFindings(rules)
    assert.deepEqual([finding?.severity, finding?.collection, others], ['error', 'normLokup', []])
    assert.match(finding?.suggestion ?? '', /normLookup/)
  })
})
