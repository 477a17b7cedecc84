import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { washingConfig } from '@dwmops/core/testing'
import { type ChunkSetup, ChunkWasher } from './chunk-washer.ts'
import { ThreadPool } from './thread-pool.ts'

const setup: ChunkSetup = {
  rules: { normLookup: [{ fieldName: 'country', find: 'USA', replace: 'US' }] },
  config: washingConfig('Only', { country: { lookup: ['normLookup'], derive: {} } }),
  shape: { file: 'in.jsonl', format: 'jsonl', columns: undefined, delimiter: undefined, ragged: 'error' },
  to: 'jsonl',
  history: false,
  safeFromFormulas: false,
  timestamp: 0,
  rejects: undefined,
  report: false,
}

const chunkOf = (number: number) => ({
  text: `{"ContactID":"${number}","country":"usa"}\n`,
  line: number,
  isFirst: false,
})

describe('ThreadPool', () => {
  it('washes here rather than wait for a thread that has enough to do, and keeps the order', async () => {
    const pool = new ThreadPool(setup, 1)
    const here = new ChunkWasher(setup)
    const washedHere: number[] = []
    const texts: string[] = []
    try {
      for (let number = 1; number <= 12; number += 1) {
        await pool.add(chunkOf(number), (chunk) => {
          washedHere.push(number)
          return here.wash(chunk)
        })
        for await (const { text } of pool.ready()) texts.push(text)
      }
      // the thread takes longer to start than this one to go on
      assert.deepEqual(washedHere.slice(0, 4), [5, 6, 7, 8])
      for await (const { text } of pool.rest()) texts.push(text)
    } finally {
      await pool.end()
    }
    const expected = Array.from({ length: 12 }, (_, at) => `{"ContactID":"${at + 1}","country":"US"}\n`)
    assert.deepEqual(texts, expected)
  })
})
