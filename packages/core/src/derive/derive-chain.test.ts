import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bareConfig } from '../testing/bare-config.ts'
import { derivesTo } from '../testing/derived.ts'
import { compileWasher } from '../wash/washer.ts'

const over = ['overwrite']
const both = ['overwrite', 'blankIfNoMatch']

describe('DeriveChain', () => {
  derivesTo([
    {
      says: 'a step is left out when a source is absent',
      steps: [['deriveValue', ['from'], both]],
      record: { to: 'kept' },
      to: 'kept',
    },
    {
      says: 'blanking ends the chain; corrected, the next step is tried first',
      steps: [
        ['deriveValue', ['from'], both],
        ['deriveValue', ['other'], both],
      ],
      record: { from: 'Z', other: 'B', to: 'stale' },
      to: '',
      corrected: 'from other',
    },
    {
      says: 'corrected, a field is blanked when no step finds anything',
      steps: [
        ['deriveValue', ['from'], both],
        ['copyValue', ['other'], over],
      ],
      record: { from: 'Z', other: '', to: 'stale' },
      to: '',
      using: { blankIfNoMatch: 'no match found' },
    },
    {
      says: 'corrected, a field to be blanked is open to steps that do not overwrite',
      steps: [
        ['deriveValue', ['from'], both],
        ['copyValue', ['other'], []],
      ],
      record: { from: 'Z', other: 'copied', to: 'stale' },
      to: '',
      corrected: 'copied',
    },
  ])

  it('run in the order of their keys as texts', () => {
    const step = (source: string) => ({ type: 'copyValue', fieldSet: [source], options: [] })
    const config = bareConfig({}, { to: { 2: step('two'), 10: step('ten'), b: step('b'), B: step('B') } })
    const result = compileWasher({}, config).wash({ to: '', two: '2', ten: '10', b: 'b', B: 'B' }, 0)
    assert.equal(result.ok && result.record['to'], '10')
  })
})
