import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type CompiledPattern,
  type CompiledTemplate,
  compilePattern,
  compileTemplate,
} from '@dwmops/python-re'
import { mostResultLength } from '../../wash/wash-limits.ts'
import { constantResult } from './constant-result.ts'

function constantOf(pattern: string, replace: string) {
  const compiled = compilePattern(pattern)
  return constantResult(compiled, compileTemplate(replace, compiled))
}

describe('constantResult', () => {
  const cases: readonly [pattern: string, replace: string, constant: string | undefined][] = [
    ['^A.*$', 'B', 'B'],
    ['^A.*$', '', ''],
    ['A', 'B', undefined],
    ['^(A).*$', '\\1', undefined],
    ['^(A).*$', 'B\\1', undefined],
    ['^(A).*$', '\\2', undefined],
  ]
  for (const [pattern, replace, constant] of cases)
    it(`is ${JSON.stringify(constant)} for ${pattern} and ${replace}`, () =>
      assert.equal(constantOf(pattern, replace), constant))

  it('is no longer than a result may be', () => {
    const constantAs = (text: string) =>
      constantResult(
        { takesAll: true } as CompiledPattern,
        { parts: [text], replacement: text, error: undefined } as CompiledTemplate,
      )
    assert.equal(constantAs('B'.repeat(mostResultLength))?.length, mostResultLength)
    assert.equal(constantAs('B'.repeat(mostResultLength + 1)), undefined)
  })
})
