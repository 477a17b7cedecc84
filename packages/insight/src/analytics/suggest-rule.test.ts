import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { suggestRule } from './suggest-rule.ts'

const leadsTo = new Map([
  ['GERMANY', 'Germany'],
  ['UNITED STATES', 'United States'],
  ['STATES', 'States'],
  ['DE', 'Germany'],
])

const known = { results: new Set<string>(), leadsTo }

const cases: readonly [value: string, replace: string, why: string][] = [
  ['germani', 'Germany', 'similar'],
  ['the united states (usa)', 'United States', 'contains'],
]

describe('suggestRule', () => {
  for (const [value, replace, why] of cases)
    it(`leads "${value}" to "${replace}" (${why})`, () => {
      const suggestion = suggestRule('country', value, known)
      const { fieldName, replace: to } = suggestion?.document ?? {}
      assert.deepEqual([fieldName, to, suggestion?.why], ['country', replace, why])
    })

  it('suggests nothing where no known text is near', () => {
    for (const value of ['Jermani', 'de facto', '  New   Zealand '])
      assert.equal(suggestRule('country', value, known), undefined)
  })

  it('prefers the nearest of several similar texts', () => {
    const near = new Map([
      ['AUSTRIA XX', 'far'],
      ['AUSTRALIA', 'Australia'],
    ])
    assert.equal(
      suggestRule('country', 'Australja', { results: new Set(), leadsTo: near })?.document.replace,
      'Australia',
    )
  })
})
