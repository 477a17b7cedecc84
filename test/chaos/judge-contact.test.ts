import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { judgeContact, type Outcome } from './judge-contact.ts'

const history = { ContactID: '7', city: { from: 'bern', to: 'Bern' }, timestamp: 0 }
const washed = { record: { ContactID: '7', emailAddress: 'ann@example.com', city: 'Bern' }, history }
const well: Outcome = {
  contact: { fields: { ...washed.record, emailAddress: 'Ann@example.com' }, imports: 1 },
  flag: 'PROCESS as MOD',
  histories: [{ ...history, _id: 'some id', _current: 0, timestamp: 1_700_000_000 }],
}
const [only = {}] = well.histories

describe('judgeContact', () => {
  it('finds nothing where a contact went through once', () => {
    assert.deepEqual(judgeContact(washed, well), [])
  })

  const fields = washed.record
  for (const [name, outcome, finding] of [
    ['a lost contact', { contact: undefined }, 'is gone'],
    [
      'another value',
      { contact: { fields: { ...fields, city: 'bern' }, imports: 1 } },
      'other values in city',
    ],
    ['a field too many', { contact: { fields: { ...fields, fax: '1' }, imports: 1 } }, 'other values in fax'],
    ['no import', { contact: { fields, imports: 0 } }, 'imported 0 times'],
    ['two imports', { contact: { fields, imports: 2 } }, 'imported 2 times'],
    ['a missing flag', { flag: undefined }, 'flagged as undefined'],
    ['another flag', { flag: 'PROCESSED' }, 'flagged as PROCESSED'],
    ['no history', { histories: [] }, '0 histories instead of one'],
    ['two histories', { histories: [only, only] }, '2 histories instead of one'],
    ['a history that is not the newest', { histories: [{ ...only, _current: 1 }] }, 'history at place 1'],
    ['another history', { histories: [{ ...only, city: {} }] }, 'another history than washing makes'],
  ] satisfies [string, Partial<Outcome>, string][])
    it(`finds ${name}`, () => {
      assert.deepEqual(judgeContact(washed, { ...well, ...outcome }), [finding])
    })
})
