import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileIncludes, readTests } from './includes.ts'
import type { StoredRule } from './stored-rule.ts'

const blank = { includes: '', excludes: '', begins: '', ends: '' }

function ruleOf(tests: object, index = 0): StoredRule {
  return { collection: 'normIncludes', index, id: `r${index}`, body: { ...blank, replace: 'hit', ...tests } }
}

/** Which rule holds for a text, and which are reported. */
function heldBy(text: string, ...tests: object[]) {
  const reported: string[] = []
  const list = compileIncludes(tests.map(ruleOf), (rule, code) => reported.push(`${rule.id} ${code}`))
  return { rule: list.find(text)?.ruleId, reported, size: list.size }
}

describe('compileIncludes', () => {
  const cases: readonly [tests: object, text: string, holds: boolean][] = [
    [{ includes: 'A,B' }, 'B A', true],
    [{ includes: 'A,B' }, 'A', false],
    [{ includes: 'A,,' }, 'A', true],
    [{ includes: 'A', excludes: 'X,Y' }, 'A Y', false],
    [{ includes: 'A', excludes: 'X,Y' }, 'A', true],
    [{ excludes: 'X' }, '', true],
    [{ begins: 'A' }, 'AB', true],
    [{ begins: 'A' }, 'BA', false],
    [{ ends: 'A' }, 'BA', true],
    [{ ends: 'A' }, 'AB', false],
    [{ begins: 'A', ends: 'B' }, 'A', false],
    [{}, 'A', false],
    [{ includes: 'A', excludes: 'X,' }, 'A', false],
  ]
  for (const [tests, text, holds] of cases)
    it(`${holds ? 'holds' : 'does not hold'} for ${JSON.stringify(text)} with ${JSON.stringify(tests)}`, () =>
      assert.equal(heldBy(text, tests).rule, holds ? 'r0' : undefined))

  it('is the first rule that holds, in short lists and long ones', () => {
    const others = Array.from({ length: 100 }, (_, index) => ({ includes: `NOT ${index}` }))
    assert.equal(heldBy('A B', { includes: 'X' }, { begins: 'A' }, { includes: 'B' }).rule, 'r1')
    assert.equal(heldBy('A B', ...others, { begins: 'A' }, { includes: 'B' }).rule, 'r100')
  })

  it('reports a rule that lacks something, and leaves it out', () => {
    const { reported, size } = heldBy(
      'A',
      { ends: 5 },
      { replace: undefined, includes: 'A' },
      { includes: 'A' },
    )
    assert.deepEqual([reported, size], [['r0 RULE_MALFORMED', 'r1 RULE_MALFORMED'], 1])
  })
})

describe('readTests', () => {
  it('names what is missing', () => {
    assert.equal(readTests(ruleOf({ begins: undefined, ends: null })), 'begins, ends missing or no text')
    assert.equal(readTests(ruleOf({ replace: undefined })), 'replace is missing')
    assert.deepEqual(readTests(ruleOf({ includes: 'A' })), { ...blank, includes: 'A' })
  })
})
