import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Reject, SyncVerdict } from '@dwmops/eloqua-client'
import type { SyncJournal } from '../../syncs/sync-journal.ts'
import { endedOutcome } from '../../testing.ts'
import { type Explanation, explainRejects } from './explain-rejects.ts'

const keys = { identifier: 'emailAddress', unique: ['emailAddress'] }
const records = ['ann', 'bob', 'Cy'].map((name) => ({
  id: name,
  row: { emailAddress: `${name}@example.com` },
}))

function reject(address: string, more: Partial<Reject> = {}): Reject {
  const values = { emailAddress: address }
  return {
    statusCode: 'ELQ-00002',
    message: 'bad',
    effect: 'rejected',
    invalidFields: [],
    values,
    ...more,
  } as Reject
}

async function explained(
  rejects: readonly Reject[],
  counts: Record<string, number>,
  {
    result = 'some-rejected',
    updatesOnly = false,
    sent = records.length,
  }: {
    result?: SyncVerdict['result']
    updatesOnly?: boolean
    sent?: number
  } = {},
): Promise<Explanation> {
  const journal = {
    eloqua: {
      syncs: {
        async *rejects() {
          yield* rejects
        },
      },
    },
  } as unknown as SyncJournal
  const outcome = endedOutcome({ verdict: { result, counts } })
  return explainRejects(journal, outcome, { records, keys: { ...keys, updatesOnly }, sent })
}

const all = { 'ELQ-00130': 3 }

describe('explainRejects', () => {
  it('finds a record by its address, but for case and spaces', async () => {
    const { rejected, isAllExplained } = await explained([reject(' cy@EXAMPLE.com')], all)
    assert.deepEqual([...rejected.keys()], ['Cy'])
    assert.equal(isAllExplained, true)
  })

  it('leaves the others open where counts and rejects do not add up', async () => {
    const { isAllExplained } = await explained([reject('ann@example.com')], { 'ELQ-00130': 1 })
    assert.equal(isAllExplained, false)
  })

  it('explains all where rejects make up for what is not counted', async () => {
    const { isAllExplained, named } = await explained([reject('ann@example.com')], { 'ELQ-00130': 2 })
    assert.deepEqual([isAllExplained, named], [true, 1])
  })

  it('does not believe counted rows of which fewer were stored', async () => {
    const counts = { 'ELQ-00130': 2, 'ELQ-00004': 0, 'ELQ-00022': 1 }
    assert.equal((await explained([reject('ann@example.com')], counts)).isAllExplained, false)
  })

  it('leaves the others open where a reject names no record', async () => {
    const { unplaced, isAllExplained } = await explained([reject('')], all)
    assert.deepEqual([unplaced.length, isAllExplained], [1, false])
  })

  it('counts a refused value by field where the row went in, and not where it holds the identifier', async () => {
    const harmless = { effect: 'harmless', invalidFields: ['firstName'] } as const
    const identifier = { effect: 'harmless', invalidFields: ['emailAddress'] } as const
    const one = await explained(
      [reject('ann@example.com', harmless), reject('bob@example.com', identifier)],
      all,
    )
    assert.deepEqual(one.rejectedValues, { firstName: 1 })
    assert.deepEqual([...one.rejected.keys()], ['bob'])
  })

  it('takes a duplicate for a row staged twice where more rows came than were sent', async () => {
    const twin = reject('ann@example.com', { statusCode: 'ELQ-00026' })
    assert.equal((await explained([twin], { 'ELQ-00130': 4 })).rejected.size, 0)
    assert.equal((await explained([twin], all)).rejected.size, 1)
  })

  it('says of an unknown contact that it is gone, where the import only updates', async () => {
    const unknown = reject('ann@example.com', { statusCode: 'ELQ-00085' })
    const codeOf = async (updatesOnly: boolean) =>
      (await explained([unknown], all, { updatesOnly })).rejected.get('ann')?.code
    assert.deepEqual([await codeOf(true), await codeOf(false)], ['CONTACT_GONE', 'ELQ-00085'])
  })

  it('reads no rejects of a good sync that counted all rows', async () => {
    assert.equal((await explained([reject('ann@example.com')], all, { result: 'ok' })).rejected.size, 0)
  })

  const ann = reject('ann@example.com')
  const cases: readonly [
    what: string,
    rejects: Reject[],
    counts: Record<string, number>,
    explained: boolean,
  ][] = [
    ['all rows are counted, though fewer were stored', [], { 'ELQ-00130': 3, 'ELQ-00004': 1 }, true],
    [
      'stored rows and rejects make up for all',
      [ann],
      { 'ELQ-00130': 2, 'ELQ-00004': 1, 'ELQ-00022': 1 },
      true,
    ],
    ['all rows are processed', [], { 'ELQ-00130': 1, 'ELQ-00001': 3 }, true],
    ['a row was staged and not processed', [], { 'ELQ-00130': 3, 'ELQ-00001': 2, 'ELQ-00022': 2 }, false],
    ['a row that was staged and not processed is rejected', [ann], { 'ELQ-00130': 3, 'ELQ-00001': 2 }, true],
    ['a row is neither counted nor rejected', [], { 'ELQ-00130': 2 }, false],
  ]
  for (const [what, rejects, counts, isExplained] of cases)
    it(`${isExplained ? 'explains all' : 'leaves the others open'} where ${what}`, async () =>
      assert.equal((await explained(rejects, counts)).isAllExplained, isExplained))

  it('takes a row for lost when any of its invalid fields is unique', async () => {
    const one = reject('ann@example.com', {
      effect: 'harmless',
      invalidFields: ['firstName', 'EmailAddress'],
    })
    assert.deepEqual([...(await explained([one], all)).rejected.keys()], ['ann'])
  })

  it('counts each row without an address by itself, and each address once', async () => {
    const rejects = ['', ' ', 'eve@example.com', 'eve@example.com'].map((address) => reject(address))
    const { named, unplaced } = await explained(rejects, all)
    assert.deepEqual([named, unplaced.length], [3, 3])
  })

  it("has Eloqua's words, or its own where there are none", async () => {
    const silent = { ...reject('bob@example.com'), message: undefined }
    const { rejected } = await explained([ann, silent], all)
    assert.deepEqual(
      [...rejected.values()].map(({ message }) => message),
      ['bad', 'rejected by Eloqua'],
    )
  })
})
