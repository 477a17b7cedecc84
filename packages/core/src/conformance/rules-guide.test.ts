import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { compileWasher, lintRules, type RuleDocuments } from '../index.ts'

interface Example {
  readonly fields: Readonly<Record<string, unknown>>
  readonly userDefinedFunctions?: Readonly<Record<string, unknown>>
  readonly rules: RuleDocuments
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

const deriveKinds = ['deriveValue', 'deriveRegex', 'deriveIncludes']
const guide = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8')

/** The JSON blocks of the guide that carry this word behind their language. */
function blocks<T>(word: string): T[] {
  const found = [...guide.matchAll(new RegExp(`^\`\`\`json ${word}\\n(.*?)^\`\`\``, 'gms'))]
  return found.map(([, json = '']) => JSON.parse(json))
}

const [smallest = assert.fail('the guide shows no config')] = blocks<Record<string, unknown>>('config')

describe('the guide to rules', () => {
  it('shows a config that works', () => {
    const rules = { normLookup: [{ fieldName: 'country', find: 'USA', replace: 'US' }] }
    const washed = compileWasher(rules, smallest).wash({ emailAddress: 'ann@example.com', country: 'usa' }, 0)
    assert.ok(washed.ok)
    assert.equal(washed.record['country'], 'US')
  })

  const examples = blocks<Example>('example')

  it('has an example of each kind of rule', () => {
    const kinds = new Set(examples.flatMap(({ rules }) => Object.keys(rules)))
    const unseen = ['fieldSpecificLookup', 'fieldSpecificRegex']
    assert.deepEqual(
      ['genericLookup', 'genericRegex', 'normLookup', 'normRegex', 'normIncludes', ...deriveKinds].filter(
        (kind) => !kinds.has(kind),
      ),
      [],
    )
    for (const kind of unseen) assert.match(guide, new RegExp(`\`${kind}\``))
  })

  for (const { fields, userDefinedFunctions = {}, rules, before, after } of examples) {
    const config = { ...smallest, fields, userDefinedFunctions, history: withoutHistory() }
    it(`makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
      const washer = compileWasher(rules, config)
      assert.deepEqual(washer.problems, [])
      const result = washer.wash(before, 0)
      assert.ok(result.ok)
      assert.deepEqual(result.record, after)
    })

    it(`has no finding of the linter for ${JSON.stringify(before)}`, () => {
      assert.deepEqual(
        lintRules(rules, [config]).filter(({ severity }) => severity === 'error'),
        [],
      )
    })
  }
})

function withoutHistory() {
  return { ...(smallest['history'] as object), writeContactHistory: false }
}
