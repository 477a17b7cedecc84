import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { codeInAddress } from './code-in-address.ts'

const world = globalThis as { location?: unknown }

describe('codeInAddress', () => {
  afterEach(() => {
    delete world.location
  })

  const cases: readonly [hash: string, code: string | undefined][] = [
    ['#token=a%2Fb', 'a/b'],
    ['#token=%E0%A4%A', '%E0%A4%A'],
    ['#token=', undefined],
    ['#/rules', undefined],
    ['', undefined],
  ]
  for (const [hash, code] of cases)
    it(`is ${code ?? 'nothing'} in ${hash || 'an address without a fragment'}`, () => {
      world.location = { hash }
      assert.equal(codeInAddress(), code)
    })
})
