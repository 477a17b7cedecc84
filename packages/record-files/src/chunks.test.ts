import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Chunk, chunksOf } from './chunks.ts'
import { readRows } from './csv/csv-records.ts'
import { readJsonLines } from './json/json-lines.ts'

const text = 'a,b\r\n1,"x\ny"\r2,"""q"",\r\n"\n\n\r\n3,\u00E9\r\r4,5\n6,"7"'

async function* piecesOf(whole: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size)
}

async function chunked(whole: string, pieces: number, size: number, quotes = true): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  for await (const chunk of chunksOf(piecesOf(whole, pieces), { quotes, line: 1, size })) chunks.push(chunk)
  return chunks
}

describe('chunksOf', () => {
  it('cuts where rows end, so that rows and lines are those of the whole, wherever it is cut', async () => {
    const whole = [...readRows({ text, line: 1, isFirst: true }, ',', 'f')]
    assert.deepEqual(
      whole.map(({ line, values }) => [line, values[0]]),
      [
        [1, 'a'],
        [2, '1'],
        [4, '2'],
        [8, '3'],
        [10, '4'],
        [11, '6'],
      ],
    )
    for (let pieces = 1; pieces <= text.length; pieces += 1) {
      for (const size of [1, 9, 20]) {
        const chunks = await chunked(text, pieces, size)
        assert.equal(chunks.map((chunk) => chunk.text).join(''), text)
        assert.deepEqual(
          chunks.flatMap((chunk) => [...readRows(chunk, ',', 'f')]),
          whole,
        )
      }
    }
    assert.ok((await chunked(text, 1, 1)).length > 5)
  })

  it('cuts a large piece of text into chunks of the size asked for', async () => {
    const lines = 'a,b\r\n'.repeat(100)
    const chunks = await chunked(lines, lines.length, 50)
    assert.equal(chunks.map((chunk) => chunk.text).join(''), lines)
    assert.deepEqual([...new Set(chunks.map((chunk) => chunk.text.length))], [50])
  })

  it('cuts JSON Lines at line feeds alone', async () => {
    const lines = '{"a":"\\""}\n\n{"b":1}\r\n{"c"\n4'
    const whole = readJsonLines({ text: lines, line: 1, isFirst: true })
    for (let pieces = 1; pieces <= lines.length; pieces += 1) {
      const chunks = await chunked(lines, pieces, 1, false)
      assert.deepEqual(chunks.flatMap(readJsonLines), whole)
    }
  })

  it('gives the whole rows before the text breaks off, then the error', async () => {
    async function* breaking() {
      yield 'a\n1\n2'
      throw new Error('gone')
    }
    const seen: string[] = []
    await assert.rejects(async () => {
      for await (const chunk of chunksOf(breaking(), { quotes: true, line: 1 })) seen.push(chunk.text)
    }, /gone/)
    assert.deepEqual(seen, ['a\n1\n'])
  })
})
