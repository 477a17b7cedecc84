import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StoredRule } from '../stored-rule.ts'
import { compileRegexes } from './regex.ts'

/** What the rules make of a text, and which of them are reported. */
function made(text: string, bodies: readonly object[], collection = 'normRegex') {
  const reported: string[] = []
  const rules = bodies.map((body, index) => ({
    collection,
    index,
    id: `r${index}`,
    body,
  })) as unknown as StoredRule[]
  const list = compileRegexes(rules, ({ id }, code) => reported.push(`${id} ${code}`))
  return { to: list.find(text)?.to, reported }
}

describe('compileRegexes', () => {
  it('rewrites by the first pattern that matches at the start; nothing or null removes the match', () => {
    assert.equal(
      made('AB', [
        { pattern: 'B', replace: 'x' },
        { pattern: 'A', replace: 'y' },
      ]).to,
      'yB',
    )
    for (const replace of [undefined, null]) assert.equal(made('AB', [{ pattern: 'A', replace }]).to, 'B')
  })

  const wrong: readonly [body: object, code: string, collection?: string][] = [
    [{ replace: 'x' }, 'RULE_MALFORMED'],
    [{ pattern: 'A', replace: 5 }, 'RULE_MALFORMED'],
    [{ pattern: 'A' }, 'RULE_MALFORMED', 'deriveRegex'],
    [{ pattern: '(A)', replace: '\\2' }, 'RULE_TEMPLATE'],
    [{ pattern: '(', replace: 'x' }, 'RULE_PATTERN'],
  ]
  for (const [body, code, collection] of wrong)
    it(`reports ${JSON.stringify(body)} as ${code}, and leaves it out`, () =>
      assert.deepEqual(made('A', [body], collection), { to: undefined, reported: [`r0 ${code}`] }))
})
