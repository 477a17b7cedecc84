import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type OpenSandbox, openSandbox, people, statements } from '../../testing/open-sandbox.ts'

type Row = Readonly<Record<string, string>>

const exporting = { fields: statements }
const keysOf = (rows: readonly Row[]) => rows.map((row) => Object.keys(row).length)

async function exported(sandbox: OpenSandbox, query = '', headers = {}) {
  const { uri } = await sandbox.sync('/contacts/exports', exporting)
  return sandbox.call('GET', `${uri}/data${query}`, { headers: { ...headers } })
}

describe('columns-omitted', () => {
  it('leaves the columns that its keys match out of all rows, of one export', async () => {
    const sandbox = await openSandbox({ faults: ['columns-omitted=first*|country'] })
    const [ann] = (await exported(sandbox)).json.items
    assert.deepEqual(ann, { emailAddress: 'ann@example.com', ContactID: '1' })
    assert.deepEqual(keysOf((await exported(sandbox)).json.items), [4, 4, 4])
  })

  it('leaves them out of the rows whose address matches', async () => {
    const sandbox = await openSandbox({ faults: ['columns-omitted=ContactID,match=bob@'] })
    assert.deepEqual(keysOf((await exported(sandbox)).json.items), [4, 3, 4])
  })

  it('leaves them out of a share of the rows', async () => {
    const sandbox = await openSandbox({
      records: Array.from({ length: 200 }, (_, at) => ({ emailAddress: `n${at}@example.com` })),
      faults: ['columns-omitted=country,share=0.25'],
    })
    const short = keysOf((await exported(sandbox)).json.items).filter((keys) => keys === 3).length
    assert.ok(short > 20 && short < 80, `${short}`)
  })

  it('leaves them out on one page alone', async () => {
    const sandbox = await openSandbox({ faults: ['columns-omitted=country,page=2'] })
    const { uri } = await sandbox.sync('/contacts/exports', exporting)
    const pages = [0, 1, 2].map(async (offset) => {
      const { json } = await sandbox.call('GET', `${uri}/data?limit=1&offset=${offset}`)
      return keysOf(json.items)[0]
    })
    assert.deepEqual(await Promise.all(pages), [4, 3, 4])
  })

  it('leaves them out of the header in CSV, and blank where only some rows lack them', async () => {
    const csv = async (fault: string) => {
      const sandbox = await openSandbox({ records: people.slice(0, 2), faults: [fault] })
      return (await exported(sandbox, '', { accept: 'text/csv' })).text.split(/\r?\n/)
    }
    assert.deepEqual((await csv('columns-omitted=firstName|country')).slice(0, 2), [
      'emailAddress,ContactID',
      'ann@example.com,1',
    ])
    assert.deepEqual((await csv('columns-omitted=firstName|country,match=ann@')).slice(0, 3), [
      'emailAddress,firstName,country,ContactID',
      'ann@example.com,,,1',
      'bob@example.org,Bob,us,2',
    ])
  })
})

describe('total-too-high', () => {
  it('promises more rows than come, for ever', async () => {
    const sandbox = await openSandbox({ faults: ['total-too-high=2,hasMore=true'] })
    const { uri } = await sandbox.sync('/contacts/exports', exporting)
    const facts = async (query: string) => {
      const { totalResults, count, hasMore } = (await sandbox.call('GET', `${uri}/data${query}`)).json
      return [totalResults, count, hasMore]
    }
    assert.deepEqual(await facts(''), [5, 3, true])
    assert.deepEqual(await facts('?offset=3'), [5, 0, true])
    sandbox.setFaults(['total-too-high=2'])
    assert.deepEqual(await facts(''), [5, 3, false])
  })
})
