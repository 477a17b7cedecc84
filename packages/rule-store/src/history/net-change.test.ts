import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { netChange } from './net-change.ts'

const step = (from: unknown, to: unknown) => ({ from, to })

describe('netChange', () => {
  const table: [string, Parameters<typeof netChange>[0], ReturnType<typeof netChange>][] = [
    ['takes a single change as it is', { normLookup: step('a', 'b') }, { from: 'a', to: 'b' }],
    [
      'joins changes whatever their order',
      { normLookup: step('b', 'c'), genericLookup: step('a', 'b') },
      { from: 'a', to: 'c' },
    ],
    ['takes nothing for a blank', { deriveValue: step(null, 'b') }, { from: '', to: 'b' }],
    [
      'does not guess where changes do not join',
      { normLookup: step('a', 'b'), deriveValue: step('x', 'y') },
      undefined,
    ],
    [
      'does not guess where a round has no beginning',
      { normLookup: step('a', 'b'), deriveValue: step('b', 'a') },
      undefined,
    ],
  ]
  for (const [name, byType, net] of table) it(name, () => assert.deepEqual(netChange(byType), net))
})
