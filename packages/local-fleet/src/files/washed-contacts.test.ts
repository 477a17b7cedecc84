import assert from 'node:assert/strict'
import { describe, it, mock } from 'node:test'
import type { Fleet } from '../fleet.ts'
import { washedContacts } from './washed-contacts.ts'

describe('washedContacts', () => {
  it('reads page after page until there is no more', async () => {
    const pages = [
      { items: [{ ContactID: '1' }, { ContactID: '2' }], hasMore: true },
      { items: [{ ContactID: '3' }], hasMore: false },
      { items: [{ ContactID: '4' }], hasMore: false },
    ]
    const asked: string[] = []
    const fetched = mock.method(globalThis, 'fetch', async (url: string) => {
      asked.push(url)
      return Response.json(pages.shift())
    })
    const found = await washedContacts({ sandbox: { url: 'http://x' } } as Pick<Fleet, 'sandbox'>)
    fetched.mock.restore()
    assert.deepEqual([...found.keys()], ['1', '2', '3'])
    assert.deepEqual(
      asked.map((url) => new URL(url).searchParams.get('offset')),
      ['0', '2'],
    )
  })
})
