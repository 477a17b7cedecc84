import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Place, Queue } from '@dwmops/mongo-queue'
import type { RuleStore } from '@dwmops/rule-store'
import { findValues } from './find-values.ts'
import type { SelectedContact } from './selected-changes.ts'
import { nothingSkipped } from './undo-plan.ts'

const wash = {
  ...{ id: 'w1', contact: '7', at: new Date(0), configName: 'Test', place: 0 },
  fields: { city: { normLookup: { from: 'rome', to: 'Rome' } } },
}

function selected(contact: unknown, fields: readonly string[]): SelectedContact {
  const washes = new Map([['w1', new Set(fields)]])
  return { item: 'a', contact, washes, undos: new Set(), fields: new Set(fields) }
}

async function found(
  place: Partial<Place> | undefined,
  { contact = '7', fields = ['city'] }: { contact?: unknown; fields?: readonly string[] } = {},
) {
  const sources = {
    queue: { places: async () => (place ? [{ id: 'a', version: 'v1', ...place }] : []) } as unknown as Queue,
    store: {
      history: { ofContacts: async () => [{ ...wash, contact }] },
      reverts: { ofItems: async () => [] },
    } as unknown as RuleStore,
    fields: new Set(['city']),
  }
  const skipped = nothingSkipped()
  return { planned: await findValues(sources, [selected(contact, fields)], skipped), skipped }
}

describe('findValues', () => {
  it('plans the value before the wash, with the version that the queue knows', async () => {
    const { planned } = await found({ state: 'done' })
    const values = [{ field: 'city', from: 'Rome', to: 'rome' }]
    assert.deepEqual(planned, [{ item: 'a', contact: '7', after: 'w1', values, version: 'v1' }])
  })

  it('plans a contact that the queue has forgotten', async () => {
    assert.equal((await found(undefined)).planned[0]?.version, undefined)
    assert.equal((await found(undefined)).planned.length, 1)
  })

  const left: readonly [name: string, place: Partial<Place>, options: object, reason: string][] = [
    ['under way', { state: 'ready' }, {}, 'under way'],
    ['held by a claim', { state: 'claimed' }, {}, 'under way'],
    ['a dead letter', { state: 'dead' }, {}, 'dead letter'],
    ['without an id of its own', { state: 'done' }, { contact: '' }, 'unclear'],
  ]
  for (const [name, place, options, reason] of left)
    it(`leaves a contact alone that is ${name}`, async () => {
      const { planned, skipped } = await found(place, options)
      assert.deepEqual(planned, [])
      assert.deepEqual(
        Object.entries(skipped).filter(([, count]) => count > 0),
        [[reason, 1]],
      )
    })

  it('leaves a field alone that is no contact field', async () => {
    const { planned, skipped } = await found({ state: 'done' }, { fields: ['shoeSize'] })
    assert.deepEqual([planned.length, skipped['no contact field']], [0, 1])
  })
})
