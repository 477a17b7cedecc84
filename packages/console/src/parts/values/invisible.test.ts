import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { partsOfText } from './invisible.ts'

/** The text with marks in place of what cannot be seen. */
function shown(text: string): string {
  return partsOfText(text)
    .map((part) => part.mark?.shown ?? part.text)
    .join('')
}

describe('partsOfText', () => {
  it('marks what cannot be seen or looks like a blank', () => {
    const rows = [
      ['New York', 'New York'],
      ['  a b ', '␣␣a b␣'],
      ['a\t', 'a⇥'],
      ['a\u00A0b\u00A0', 'a⍽b⍽'],
      ['a\u200Bb', 'aU+200Bb'],
      ['\u202Eabc', 'U+202Eabc'],
      ['a\u2003b', 'aU+2003b'],
      ['\uFEFFa\u2066', 'U+FEFFaU+2066'],
      ['a\nb', 'a⏎b'],
      ['a\u{E0041}', 'aU+E0041'],
      ['a\uD800', 'aU+D800'],
      ['a\u034Fb\u2800', 'aU+034FbU+2800'],
      ['a\u{E0100}\u180B', 'aU+E0100U+180B'],
      [' ', '␣'],
      ['', ''],
    ] as const
    for (const [text, wanted] of rows) assert.equal(shown(text), wanted, JSON.stringify(text))
  })

  it('leaves letters of every script and pictures as they are', () => {
    for (const text of ['Zürich', '東京', 'Ελλάδα', 'مصر', '😀']) assert.equal(shown(text), text)
  })

  it('names each, and loses none', () => {
    const text = ' a\u00A0\u200B\u0007'
    const parts = partsOfText(text)
    assert.equal(parts.map((part) => part.text).join(''), text)
    assert.deepEqual(
      parts.flatMap(({ mark }) => mark?.name ?? []),
      ['blank (U+0020)', 'no-break space (U+00A0)', 'zero-width space (U+200B)', 'character U+0007'],
    )
  })
})
