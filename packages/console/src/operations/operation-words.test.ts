import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { stages } from '@dwmops/fleet'
import { wordsOf } from './operation-words.ts'

describe('wordsOf', () => {
  it('say of each stage whether a run writes to Eloqua', () => {
    for (const { name: stage, writesEloqua } of stages)
      assert.equal(wordsOf({ do: 'run', stage }).will.includes('writes to Eloqua'), writesEloqua, stage)
  })

  it('name the stage in question and button', () => {
    for (const what of ['pause', 'resume', 'run'] as const) {
      const { title, yes, will } = wordsOf({ do: what, stage: 'wash-contacts' })
      for (const text of [title, yes, will]) assert.match(text, /wash-contacts/)
    }
    assert.match(wordsOf({ do: 'drain' }).will, /get-contacts and refresh-indicators/)
  })
})
