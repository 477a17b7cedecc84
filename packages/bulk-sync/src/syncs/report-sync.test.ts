import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { endedOutcome } from '../testing.ts'
import { reportSync } from './report-sync.ts'

function reported(
  keys: { ofContacts?: true; updatesOnly?: boolean },
  { created = 0, rejectedValues = {} }: { created?: number; rejectedValues?: Record<string, number> },
): unknown[] {
  const said: unknown[] = []
  const context = {
    log: { warn: (_fields: object, text: string) => said.push(text.slice(0, 21)) },
    count: (counts: object) => said.push(counts),
    countValues: (result: string, fields: object) => said.push({ [result]: fields }),
  }
  const outcome = endedOutcome({ verdict: { counts: { 'ELQ-00004': created } } })
  const importKeys = { identifier: 'emailAddress', unique: [], ...keys }
  reportSync(context as never, importKeys, outcome, { results: [], rejectedValues })
  return said
}

describe('reportSync', () => {
  it('says nothing of an import that only updated', () => {
    assert.deepEqual(reported({ ofContacts: true, updatesOnly: true }, {}), [])
  })

  it('warns of created contacts only where the import should not create any', () => {
    assert.deepEqual(reported({ ofContacts: true }, { created: 2 }), [{ created: 2 }])
    assert.deepEqual(reported({ ofContacts: true, updatesOnly: true }, { created: 2 }), [
      { created: 2 },
      'the import created co',
    ])
  })

  it('counts no records of a custom object as contacts', () => {
    assert.deepEqual(reported({}, { created: 2 }), [])
  })

  it('counts refused values by field, with a warning', () => {
    assert.deepEqual(reported({}, { rejectedValues: { fax: 2 } }), [
      { rejectedValues: 2 },
      { rejected: { fax: 2 } },
      'Eloqua refused values',
    ])
  })
})
