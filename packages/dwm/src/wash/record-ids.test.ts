import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { idHash, RecordIds } from './record-ids.ts'

function countOf(...chunks: string[][]) {
  const ids = new RecordIds()
  for (const chunk of chunks) ids.add(Float64Array.from(chunk, idHash))
  return ids.count()
}

describe('RecordIds', () => {
  it('counts ids that come again, in another case or chunk too', () => {
    const found = countOf(
      ['ann@example.com', 'bob@example.com', ' ANN@example.com'],
      ['Bob@Example.com', 'ann@example.com'],
    )
    assert.deepEqual(found, { blank: 0, repeated: 3 })
  })

  it('counts what is blank as that alone', () => {
    assert.deepEqual(countOf(['', ' \t'], ['ann@example.com', '']), { blank: 3, repeated: 0 })
  })

  it('counts nothing in an empty file', () => {
    assert.deepEqual(countOf(), { blank: 0, repeated: 0 })
  })

  it('tells 200,000 ids apart', () => {
    const ids = Array.from({ length: 200_000 }, (_, at) => `contact-${at}@example.com`)
    assert.deepEqual(countOf(ids), { blank: 0, repeated: 0 })
  })
})
