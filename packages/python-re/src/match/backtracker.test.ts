import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parsePattern } from '../parse/parse-pattern.ts'
import { Backtracker } from './backtracker.ts'
import { compileProgram } from './compile-program.ts'

/** Ends of the matches that begin at each place, with and without remembering failures from place to place. */
function endsOf(pattern: string, value: string): { remembering: number[]; plain: number[] } {
  const program = compileProgram(parsePattern(pattern))
  const [remembering = [], plain = []] = [0, Number.POSITIVE_INFINITY].map((rememberAfter) => {
    const matcher = new Backtracker(program, rememberAfter)
    const { length } = matcher.begin(value)
    return Array.from({ length: length + 1 }, (_, place) => matcher.matchAt(place, false))
  })
  return { remembering, plain }
}

describe('Backtracker', () => {
  for (const [pattern, value] of [
    ['(?:A?A)+B|A', 'AA _AA1'],
    ['(?:A?_)+1|\\w', 'AA _AA1'],
    ['\\w{,2}(?=$)*?\\w+?', '\u0130A _A\u00df1'],
    ['(?>A+|B)+C|A+?', 'AABAAC'],
    ['(A)?(?:A+B)*(?(1)C|A)', 'AABABAC'],
    ['(.)(?:\\1A|A)*B|A', 'AAAAXAB'],
    ['(?:A+)++B|A+B?', 'AAAB'],
  ] as const) {
    it(`finds the same whether or not it remembers failures: ${pattern}`, () => {
      const { remembering, plain } = endsOf(pattern, value)
      assert.deepEqual(remembering, plain)
      assert.ok(plain.some((end) => end >= 0))
    })
  }
})
