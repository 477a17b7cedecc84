import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { characterNamed } from './character-name.ts'

/** Answers of `unicodedata.lookup`, Python 3.11; undefined where it raises or finds a sequence. */
const rows: [name: string, code: number | undefined][] = [
  ['EN DASH', 0x2013],
  ['Latin small letter E with acute', 0xe9],
  ['LATIN CAPITAL LETTER GHA', 0x1a2],
  ['NBSP', 0xa0],
  ['LINE FEED', 0x0a],
  ['NULL', 0],
  ['BELL', 0x1f514],
  ['ALERT', 0x07],
  ['SLIGHTLY SMILING FACE', 0x1f642],
  ['VARIATION SELECTOR-256', 0xe01ef],
  ['CJK COMPATIBILITY IDEOGRAPH-F900', 0xf900],
  ['cjk compatibility ideograph-f900', 0xf900],
  ['CJK UNIFIED IDEOGRAPH-4E00', 0x4e00],
  ['CJK UNIFIED IDEOGRAPH-04E00', 0x4e00],
  ['CJK UNIFIED IDEOGRAPH-4e00', undefined],
  ['CJK UNIFIED IDEOGRAPH-FA0E', undefined],
  ['HANGUL SYLLABLE A', 0xc544],
  ['HANGUL SYLLABLE GAG', 0xac01],
  ['HANGUL SYLLABLE SSYAELB', 0xc357],
  ['hangul syllable gag', undefined],
  ['HANGUL SYLLABLE ', undefined],
  ['HANGUL SYLLABLE GQ', undefined],
  ['KEYCAP DIGIT ONE', undefined],
  ['EN  DASH', undefined],
  ['constructor', undefined],
]

describe('characterNamed', () => {
  for (const [name, code] of rows) {
    it(`finds ${code === undefined ? 'nothing' : `U+${code.toString(16).toUpperCase()}`} for '${name}'`, () => {
      assert.equal(characterNamed(name), code)
    })
  }
})
