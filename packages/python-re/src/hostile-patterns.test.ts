import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type CompiledPattern,
  compilePattern,
  compileTemplate,
  PatternScan,
  StepsExhausted,
} from './index.ts'

const length = 4_000

const patterns = [
  '(a+)+$', '(a|a)*b', '(.*,){20}x', '^(\\w+\\s?)*$', '(x+x+)+y', '(?:a{1,1000}){1,1000}',
  '(?=.*a.*a.*a)', 'A*B', '.*?X', '.*X|A', '(?:A|AB|B)*C', '^(A?){30}A{30}$', '(?:A?){60}', '[AB]{0,300}A',
  '^[A-Z]{1,1000}$', '[AB]{200}A[AB]*$', '[AB]{1000}A', '(.)\\1+', "(['\"]).*?\\1", '(.).*\\1', '(.+)\\1',
  '(\\w+)\\s+\\1', '(\\w+)(?: \\1)+', '\\b(\\w+)(?:\\s+\\1\\b)+', '^(.+?)\\s*/\\s*\\1$', '^(.+)(?: \\1)+$',
  '((A+)B?)+\\2', '(?<=[AB]{50})A', '(?<=(?=A+)A)B', '(?<!(?:A|B)(?:A|B))X', '(?>(?:A|AB)+)C', '(?:A|B|AB)*+C',
  '(?!.*X.*X.*X)A', '(?=(.*))A', '(?:(A)|B)*(?(1)C|D)', '((A*)*)*', '(?:(?:A{0,9}){0,9}){0,9}X',
  '([A-Z]{2,20})\\1', '(?:(.)(.)(.)\\3\\2\\1)+', '(?m)^.*$', '.*.*.*.*X', '\\w*\\d*\\w*\\d*!',
  '((\\w+ ?)+) - \\1', '(.*)(.*)(.*)\\3\\2\\1X', '(A*?)*\\1X', '(?:A|AB|B)*?(A+)\\1X', '(?=.*(.).*\\1)\\w+', '(?>(A+|B)+)\\1',
  '(.{1,30})\\1', '(?:(A+)|B)*\\1(?(1)X|Y)', '(?<=(A|B)\\w{40})(.*)\\2\\1', '(?:(?:A{1,20}){1,20}B?){1,90}(.)\\1X',
  `(?:${Array.from({ length: 120 }, (_, i) => `WORD${i}`).join('|')})`,
  `(.+)${Array.from({ length: 40 }, (_, i) => `(\\${i + 1}X\\${i + 1})`).join('')}`,
] // biome-ignore format: a list to read across

const values = [
  'A'.repeat(length),
  'AB'.repeat(length / 2),
  `${'A'.repeat(length - 1)}X`,
  'A '.repeat(length / 2).trim(),
  'A/'.repeat(length / 2),
  'ABC DE '.repeat(length / 7).trim(),
  `'"'A`.repeat(length / 4),
  `${'A'.repeat(5000)} ${'A'.repeat(2500)}B`,
  pseudoRandom('AB'),
  pseudoRandom('ABX/ '),
  Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + i)).join(''),
]

describe('hostile patterns', () => {
  for (const pattern of patterns) {
    it(`come to an end or are given up: ${pattern.slice(0, 40)}`, () => {
      const compiled = compilePattern(pattern)
      for (const value of [...values, ...compiled.hostileValues(length)]) endsOrGivesUp(compiled, value)
    })
  }

  it('does not nest deep over thousands of repetitions', () => {
    const doubled = compilePattern('(\\w+)(?: \\1)+')
    const value = `A${' A'.repeat(5000)}`
    assert.equal(doubled.substitute(value, compileTemplate('\\1', doubled)), 'A')
  })

  for (const [pattern, value] of [
    ['^(\\w+\\s?)*$', `${'A'.repeat(32_000)}~`],
    ['(A+)+$', `${'A'.repeat(32_000)}~`],
    ['.*X', `X ${'A'.repeat(32_000)}`],
    ['^(A?){30}A{30}$', 'A'.repeat(32_000)],
    ['(?:A|AB|B)*C', 'AB'.repeat(16_000)],
    ['\\w*\\d*\\w*\\d*!', `!${'1'.repeat(32_000)}`],
    ['([A-Z]+?)([A-Z])\\2{2,}([A-Z]*)$', 'AB'.repeat(16_000)],
  ] as const) {
    it(`looks at no place twice in the same state, so that this is within the steps: ${pattern}`, () => {
      const compiled = compilePattern(pattern)
      if (compiled.matchesAtStart(value)) compiled.substitute(value, compileTemplate('', compiled))
    })
  }
})

function endsOrGivesUp(pattern: CompiledPattern, value: string): void {
  new PatternScan([pattern.outline]).find(value)
  try {
    pattern.matchesAtStart(value)
    pattern.substitute(value, compileTemplate('<\\g<0>>', pattern))
  } catch (error) {
    assert.ok(error instanceof StepsExhausted, String(error))
  }
}

function pseudoRandom(letters: string): string {
  let seed = 12345
  let text = ''
  for (let i = 0; i < length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    text += letters[(seed >> 16) % letters.length]
  }
  return text
}
