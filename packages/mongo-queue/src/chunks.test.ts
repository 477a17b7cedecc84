import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chunks } from './chunks.ts'

const cut = (sizes: number[], maxCount: number, maxBytes: number) => [
  ...chunks(sizes, (size) => size, { maxCount, maxBytes }),
]

describe('chunks', () => {
  it('cuts by count', () => assert.deepEqual(cut([1, 1, 1], 2, 100), [[1, 1], [1]]))
  it('cuts by bytes', () => assert.deepEqual(cut([4, 4, 4], 9, 8), [[4, 4], [4]]))
  it('lets one that is too big stand alone', () => assert.deepEqual(cut([1, 50, 1], 9, 8), [[1], [50], [1]]))
  it('makes nothing of nothing', () => assert.deepEqual(cut([], 9, 8), []))
})
