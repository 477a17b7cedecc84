import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storedBytes } from './stored-bytes.ts'

describe('storedBytes', () => {
  const long = (text: string) => text.repeat(5_000)

  it('counts long texts to the byte, whatever their script', () => {
    for (const text of [long('a'), long('é'), long('語'), long('😀'), long('a語😀é'), long('\ud800')])
      assert.equal(storedBytes(text) - storedBytes(''), Buffer.byteLength(text))
  })

  it('never counts less than a value takes', () => {
    const value = { a: '語é'.repeat(50), list: ['x', 7, null, true], within: { deep: { text: long('ö') } } }
    assert.ok(storedBytes(value) >= Buffer.byteLength(JSON.stringify(value)))
    assert.ok(storedBytes(new Uint8Array(9_000)) >= 9_000)
  })
})
