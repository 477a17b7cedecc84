import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { EloquaNotFoundError, EloquaUnavailableError, EloquaValidationError } from '../errors.ts'
import type { Transport } from '../http/transport.ts'
import { oneByIdOrName } from './by-name.ts'

const item = z.object({ name: z.string(), uri: z.string() })
const all = [
  { name: 'List', uri: '/lists/1' },
  { name: 'list', uri: '/lists/2' },
  { name: 'Twin', uri: '/lists/3' },
  { name: 'Twin', uri: '/lists/4' },
  { name: '5', uri: '/lists/6' },
]

/** Finds one; a search gives these, or is refused. Says how many requests that took. */
async function found(wanted: string, search: readonly object[] | Error = all, single?: Error) {
  const asked: string[] = []
  const transport = {
    call: async ({ path, query }: { path: string; query?: { q?: string } }) => {
      asked.push(query?.q ?? path)
      if (/\d$/.test(path)) {
        if (single) throw single
        const one = all.find(({ uri }) => uri === path)
        if (one === undefined) throw new EloquaNotFoundError('no')
        return one
      }
      if (query?.q !== undefined && search instanceof Error) throw search
      return { items: query?.q === undefined ? all : search, hasMore: false }
    },
  } as unknown as Transport
  const one = await oneByIdOrName(transport, '/lists', item, wanted)
  return { uri: one.uri, asked }
}

describe('oneByIdOrName', () => {
  it('is the one of that id, or exactly of that name', async () => {
    assert.deepEqual(await found('1'), { uri: '/lists/1', asked: ['/lists/1'] })
    assert.equal((await found('list')).uri, '/lists/2')
  })

  it('looks through all where the search finds nothing, or is refused', async () => {
    for (const search of [[], new EloquaValidationError('no')]) {
      const { uri, asked } = await found('List', search)
      assert.deepEqual([uri, asked], ['/lists/1', ['"name=List"', '/lists']])
    }
    const away = new EloquaUnavailableError('away')
    await assert.rejects(found('List', away), away)
  })

  it('asks with a star for what is no plain character', async () => {
    const { asked } = await found('DWM - Export', [{ name: 'DWM - Export', uri: '/lists/9' }])
    assert.deepEqual(asked, ['"name=DWM*-*Export"'])
  })

  it('takes digits for an id alone', async () => {
    await assert.rejects(found('5'), { code: 'ELOQUA_UNKNOWN_NAME' })
    const away = new EloquaUnavailableError('away')
    await assert.rejects(found('1', all, away), away)
  })

  it('refuses an unknown name, and one of several', async () => {
    await assert.rejects(found('none'), { code: 'ELOQUA_UNKNOWN_NAME', message: /none of 5/ })
    await assert.rejects(found('Twin'), { code: 'ELOQUA_AMBIGUOUS_NAME', message: /3, 4/ })
  })
})
