import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unknownName } from './unknown-name.ts'

describe('unknownName', () => {
  const about = { setting: 'EXPORT_LIST', what: 'contact list' } as const

  it('says the setting, what was looked for, and the three nearest names, the nearest first', () => {
    const known = [
      'Newsletter',
      'DWM - Processing Queue',
      'Bounced',
      'DWM - Export Queue',
      'DWM - Export Queue TEST',
    ]
    const { message, faults } = unknownName({ ...about, wanted: 'dwm export queue', known })
    assert.equal(faults[0]?.name, 'EXPORT_LIST')
    assert.match(
      message,
      /EXPORT_LIST \(name of a contact list; none of 5 is "dwm export queue", the nearest: "DWM - Export Queue", "DWM - Export Queue TEST", "DWM - /,
    )
    assert.doesNotMatch(message, /Newsletter|Bounced/)
  })

  it('says when there is nothing to choose from', () => {
    assert.match(unknownName({ ...about, wanted: 'X', known: [] }).message, /"X", there is none at all/)
  })
})
