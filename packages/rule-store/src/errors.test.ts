import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import * as errors from './errors.ts'

describe('errors', () => {
  it('are those that the README lists, by code and class', () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
    const listed = [...readme.matchAll(/^\| `(RULES_\w+)` +\| (\w+) /gm)].map(
      ([, code, name]) => `${code} ${name}`,
    )
    const made = [
      new errors.ConfigNotFoundError('C', 'd'),
      new errors.RulesChangingError('d', 1),
      new errors.VersionNotFoundError(1),
      new errors.PublishConflictError('d'),
      new errors.InvalidRulesError([]),
      new errors.RuleNotFoundError('normLookup', '1'),
      new errors.RuleChangedError('normLookup', '1'),
      new errors.DraftNotFoundError('d'),
    ]
    assert.deepEqual(
      listed,
      made.map(({ code, name }) => `${code} ${name}`),
    )
    assert.equal(Object.keys(errors).length, made.length + 1)
  })
})
