import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withExportedValues } from '@dwmops/fleet'
import { knownFields } from './known-fields.ts'
import type { Timeline, TimelineWash } from './timeline.ts'

const at = new Date('2026-01-02T03:04:05Z')

function wash(
  id: string,
  changes: Record<string, readonly string[]>,
  superseded: string[] = [],
): TimelineWash {
  return {
    ...{ id, at, configName: 'Test', place: 0, run: undefined, rules: undefined, superseded },
    changes: Object.entries(changes).flatMap(([field, values]) =>
      values.map((to) => ({
        ...{ field, to, from: '', ruleType: 'normLookup', ruleId: 'r', using: undefined, pattern: undefined },
      })),
    ),
  }
}

const undo = { undo: 'u', item: 'i', contact: '7', at, after: 'new', state: 'done' } as const

describe('knownFields', () => {
  it('takes the record of the queue, with what was exported of the fields that washing changed', () => {
    const before = { emailAddress: 'ann@example.com', city: 'nyc' }
    const payload = withExportedValues(before, { ...before, city: 'New York', persona: 'Buyer' })
    assert.deepEqual(knownFields({ washes: [], undos: [] }, { payload, exportedAt: at }), {
      source: 'queue',
      at,
      fields: [
        { field: 'emailAddress', value: 'ann@example.com' },
        { field: 'city', value: 'New York', exported: 'nyc' },
        { field: 'persona', value: 'Buyer', exported: null },
      ],
    })
  })

  it('adds up the history where the queue has forgotten the contact: the last word on each field', () => {
    const washes = [
      wash('new', { city: ['NY', 'New York'], fax: ['1'], title: ['CEO'] }, ['title']),
      wash('old', { city: ['Nyc'], country: ['US'], title: ['Chief'] }),
    ]
    const undos: Timeline['undos'] = [{ ...undo, values: [{ field: 'fax', from: '1', to: '2' }] }]
    const known = knownFields({ washes, undos }, undefined)
    assert.equal(known?.source, 'history')
    assert.deepEqual(Object.fromEntries((known?.fields ?? []).map(({ field, value }) => [field, value])), {
      ...{ fax: '2', city: 'New York', country: 'US' },
    })
    const dropped = undos.map((one) => ({ ...one, state: 'dropped' as const }))
    assert.equal(
      knownFields({ washes, undos: dropped }, undefined)?.fields.find(({ field }) => field === 'fax')?.value,
      '1',
    )
  })

  it('knows nothing of a contact that has neither', () => {
    assert.equal(knownFields({ washes: [], undos: [] }, undefined), undefined)
  })
})
