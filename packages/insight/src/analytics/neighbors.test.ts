import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Neighbors } from './neighbors.ts'

describe('Neighbors', () => {
  it('finds the nearest results, each once, by any of its words', () => {
    const leadsTo = new Map([
      ['MARKETING DIRECTOR', 'Marketing Director'],
      ['MKTG DIRECTOR', 'Marketing Director'],
      ['MARKETING MANAGER', 'Marketing Manager'],
      ['BAKER', 'Baker'],
    ])
    const neighbors = new Neighbors({ results: new Set(), leadsTo })
    assert.deepEqual(neighbors.of('  director of marketing '), ['Marketing Director', 'Marketing Manager'])
    assert.deepEqual(neighbors.of('Ж'), [])
  })
})
