import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FreshWrite } from './fresh-write.ts'
import { reportFreshness } from './report-freshness.ts'

const write = (superseded: string[], unread: string[]) => ({ superseded, unread }) as unknown as FreshWrite

function reported(writes: readonly FreshWrite[]): unknown[] {
  const said: unknown[] = []
  const log = {
    info: (fields: object) => said.push({ info: fields }),
    warn: (fields: object) => said.push({ warn: fields }),
  }
  const context = {
    log,
    count: (counts: object) => said.push(counts),
    countValues: (result: string, fields: object) => said.push({ [result]: fields }),
  }
  reportFreshness(context as never, writes)
  return said
}

describe('reportFreshness', () => {
  it('says nothing where everything can be written', () => {
    assert.deepEqual(reported([write([], [])]), [])
  })

  it('counts superseded values, not contacts', () => {
    const fields = { city: 2, country: 1 }
    assert.deepEqual(reported([write(['city', 'country'], []), write(['city'], [])]), [
      { superseded: 3 },
      { superseded: fields },
      { info: { contacts: 2, fields } },
    ])
  })

  it('warns of columns that the export lacks', () => {
    assert.deepEqual(reported([write([], ['fax'])]), [
      { unread: { fax: 1 } },
      { warn: { rows: 1, fields: { fax: 1 } } },
    ])
  })
})
