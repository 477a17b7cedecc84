import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seenEtag } from './preconditions.ts'

const seen = (header: string | undefined, present?: string) =>
  seenEtag(header === undefined ? {} : { 'if-match': header }, async () => present)

describe('seenEtag', () => {
  it('takes one ETag, a list with the present one, and * for whatever is there', async () => {
    assert.equal(await seen('"a"'), 'a')
    assert.equal(await seen('a'), 'a')
    assert.equal(await seen('"a", "b"', 'b'), 'b')
    assert.equal(await seen('W/"b", "a"'), 'a')
    assert.equal(await seen('*', 'b'), 'b')
  })

  it('refuses weak ones, a list without the present one, and what is not there', async () => {
    for (const [header, present] of [
      ['W/"a"', 'a'],
      ['"a","b"', 'c'],
      ['*', undefined],
    ] as const)
      await assert.rejects(seen(header, present), { status: 412, code: 'CHANGED' })
    for (const header of [undefined, '', ' '])
      await assert.rejects(seen(header), { status: 428, code: 'IF_MATCH_REQUIRED' })
    await assert.rejects(seen('"a" "b"'), { status: 400 })
  })
})
