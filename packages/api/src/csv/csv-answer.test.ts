import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify from 'fastify'
import { sendCsv } from './csv-answer.ts'

const columns = [['value', (row: string) => row]] as const

/** What a server answers that sends these pages. */
async function answerOf(
  pages: () => AsyncGenerator<string[]>,
  reader: 'spreadsheet' | 'program' = 'program',
) {
  const server = fastify()
  server.get('/', (_request, reply) => sendCsv(reply, { name: 'a b/c', reader, columns, pages: pages() }))
  try {
    return await server.inject('/')
  } finally {
    await server.close()
  }
}

describe('sendCsv', () => {
  it('sends what a program reads as it is, and what a spreadsheet reads safe from formulas', async () => {
    async function* pages() {
      yield ['=1+1', 'a,"b"']
      yield []
      yield ['ü']
    }
    const plain = await answerOf(pages)
    assert.equal(plain.body, 'value\r\n=1+1\r\n"a,""b"""\r\nü\r\n')
    assert.equal(plain.headers['content-disposition'], 'attachment; filename="a-b-c.csv"')
    const safe = await answerOf(pages, 'spreadsheet')
    assert.equal(safe.body, '\uFEFFvalue\r\n\'=1+1\r\n"a,""b"""\r\nü\r\n')
  })

  it('answers with a problem when not even the first page can be read', async () => {
    // biome-ignore lint/correctness/useYield: it fails before
    async function* pages(): AsyncGenerator<string[]> {
      throw new Error('away')
    }
    assert.equal((await answerOf(pages)).statusCode, 500)
  })

  it('breaks the connection when a later page cannot be read, and stops reading', async () => {
    let ended = false
    async function* pages() {
      try {
        yield ['one']
        throw new Error('away')
      } finally {
        ended = true
      }
    }
    await assert.rejects(answerOf(pages), /destroyed/)
    assert.ok(ended)
  })
})
