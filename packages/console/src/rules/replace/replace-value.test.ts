import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { replacedRules, replaceValue } from './replace-value.ts'

describe('replaceValue', () => {
  const result = { from: 'VP', to: 'Vice President', where: 'result' } as const

  it('replaces a whole result, and nothing that only holds it or looks for it', () => {
    const rule = { fieldName: 'VP', find: 'VP', replace: 'VP', _order: 1 }
    assert.deepEqual(replaceValue(rule, result), { ...rule, replace: 'Vice President' })
    assert.deepEqual(replaceValue({ value: 'VP' }, result), { value: 'Vice President' })
    for (const other of [
      { replace: 'SVP' },
      { replace: 'vp' },
      { find: 'VP', replace: '' },
      { pattern: 'VP' },
    ])
      assert.equal(replaceValue(other, result), undefined)
  })

  it('replaces what is looked for, also in other fields', () => {
    const rule = { lookupVals: { title: 'VP', role: 'BOSS' }, value: 'VP' }
    assert.deepEqual(replaceValue(rule, { ...result, where: 'looked for' }), {
      lookupVals: { title: 'Vice President', role: 'BOSS' },
      value: 'VP',
    })
  })
})

describe('replacedRules', () => {
  it('has the rules that change, with what they were', () => {
    const rules = ['VP', 'CEO'].map((replace) => {
      return { collection: 'normLookup' as const, id: replace, etag: 'e', document: { replace } }
    })
    const changed = replacedRules(rules, { from: 'VP', to: 'V.P.', where: 'result' }, [])
    assert.deepEqual(
      changed.map(({ rule, document }) => [rule.id, document]),
      [['VP', { replace: 'V.P.' }]],
    )
  })

  it('goes on from changes that wait, and leaves rules alone that are to be taken out', () => {
    const [collection, etag] = ['normLookup', 'e'] as const
    const rules = ['1', '2'].map((id) => ({ collection, id, etag, document: { find: id, replace: 'VP' } }))
    const before = { find: 'ONE', replace: 'VP' }
    const [changed, ...others] = replacedRules(rules, { from: 'VP', to: 'V.P.', where: 'result' }, [
      { do: 'change', collection, id: '1', etag: 'earlier', before, document: { find: 'X', replace: 'VP' } },
      { do: 'delete', collection, id: '2', etag },
    ])
    assert.deepEqual(changed?.document, { find: 'X', replace: 'V.P.' })
    assert.deepEqual([changed?.rule.etag, changed?.rule.document], ['earlier', before])
    assert.deepEqual(others, [])
  })
})
