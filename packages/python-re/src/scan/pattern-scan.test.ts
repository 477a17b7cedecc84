import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type CompiledPattern, compilePattern, PatternError, PatternScan } from '../index.ts'
import { randomPattern, randomValue } from '../testing/random-patterns.ts'

/** The same questions at each run; another number asks others. */
const fuzzSeed = Number(process.env['FUZZ_SEED'] ?? 1)
const fuzzRuns = Number(process.env['FUZZ_RUNS'] ?? 500)

function compiled(pattern: string): CompiledPattern | undefined {
  try {
    return compilePattern(pattern)
  } catch (error) {
    if (error instanceof PatternError) return undefined
    throw error
  }
}

const patternLists = fc
  .array(randomPattern, { minLength: 1, maxLength: 5 })
  .map((patterns) => patterns.map(compiled).filter((pattern) => pattern !== undefined))

const partPatterns = [
  'A*+A', 'A{1,3}B$', 'A{,2}B', 'A{2,}$', '(?:AB?){2,3}C', '(A)?(?(1)B)$', '(A)?(?(1)B|C)', '\\B', '\\b', '^$', '$', 'B*$',
  '(?>A|AB)C', '(?=AB)A', '(?!AB)A', '(?<=A)B|A', '(.)\\1{2}', '(.)\\1*C', '(?i:(K))\\1', '(..)\\1', '(^A)\\1', '(\\bA)\\1',
  '\\bA\\b', '.\\bA', '.\\BA', 'A|', '(?:A|B)*?C', '(?a:\\b\\w+\\b)$', '(?a:É?\\b)', '[^A]{2,}', '(?:|A)*B', '(?:A*)*C', 'A\\Z',
  '(?m)^A$', '(?:(A)|B)*(?(1)C)', '(((A)\\3)B?)\\2', '((?-i:k)) \\1',
] // biome-ignore format: a list to read across

function scanOf(patterns: readonly CompiledPattern[]): PatternScan {
  return new PatternScan(patterns.map(({ outline }) => outline))
}

/** The first of the candidates that matches must be the first of all patterns; false when the scan gives no answer. */
function checkFirst(scan: PatternScan, patterns: readonly CompiledPattern[], value: string): boolean {
  const found = scan.find(value)
  if (found === undefined) return false
  const label = JSON.stringify({ patterns: patterns.map(({ pattern }) => pattern), value, found })
  const matching = found.positions.filter((position) => patterns[position]?.matchesAtStart(value))
  assert.equal(matching[0] ?? -1, firstOf(patterns, value), label)
  if (found.lastIsSure) assert.equal(matching.at(-1), found.positions.at(-1), label)
  return true
}

function firstOf(patterns: readonly CompiledPattern[], value: string): number {
  return patterns.findIndex((pattern) => pattern.matchesAtStart(value))
}

describe('PatternScan', () => {
  it('finds the pattern that the engine finds first, whatever the patterns and values', () => {
    let answered = 0
    const property = fc.property(
      patternLists,
      fc.array(randomValue, { minLength: 3, maxLength: 8 }),
      (patterns, values) => {
        const scan = scanOf(patterns)
        for (const value of values) if (checkFirst(scan, patterns, value)) answered += 1
      },
    )
    fc.assert(property, { seed: fuzzSeed, numRuns: fuzzRuns })
    assert.ok(answered > fuzzRuns, `only ${answered} answers`)
  })

  it('follows every kind of part through all short texts', () => {
    const texts = ['']
    for (const text of texts) if (text.length < 4) texts.push(...[...'ABC '].map((letter) => text + letter))
    texts.push(
      'KK',
      'kK',
      'k K',
      'K\u212a',
      '\u212aKk',
      'ÉÉ',
      'Éé',
      '\u0130I',
      '😀😀',
      '\ud83d',
      'ß',
      'A\nB',
      'A\n',
    )
    for (const pattern of partPatterns) {
      const patterns = [compilePattern(pattern)]
      const scan = scanOf(patterns)
      const unanswered = texts.filter((text) => !checkFirst(scan, patterns, text))
      assert.deepEqual(
        unanswered.filter((text) => !text.includes('\n')),
        [],
        pattern,
      )
    }
  })

  it('needs no second look where nothing in a pattern has to be remembered', () => {
    const patterns = ['^\\d{3}$', '^(?:MR|MRS)\\b\\.?', '[A-Z]+,.*$'].map(compilePattern)
    const scan = scanOf(patterns)
    assert.deepEqual(scan.find('123'), { positions: [0], lastIsSure: true })
    assert.deepEqual(scan.find('MRS. X'), { positions: [1], lastIsSure: true })
    assert.deepEqual(scan.find('1234'), { positions: [], lastIsSure: false })
  })

  it('passes over back-references that cannot hold', () => {
    const scan = scanOf(['^(.)\\1{3,}$', '^(\\w+) \\1$'].map(compilePattern))
    assert.deepEqual(scan.find('ABAB'), { positions: [], lastIsSure: false })
    assert.deepEqual(scan.find('AAAA'), { positions: [0], lastIsSure: false })
    assert.deepEqual(scan.find('AB CD'), { positions: [1], lastIsSure: false })
  })

  it('leaves texts of several lines to the engine', () => {
    assert.equal(scanOf([compilePattern('A$')]).find('A\n'), undefined)
  })

  it('stays right when texts need ever more states, up to giving no answer', () => {
    const patterns = ['^[AB]*A[AB]{14}$', '^[AB]*B'].map(compilePattern)
    const scan = scanOf(patterns)
    let seed = 1
    let unanswered = 0
    for (let text = 0; text < 300; text += 1) {
      let value = ''
      for (let i = 0; i < 400; i += 1) {
        seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
        value += (seed >> 16) % 2 === 0 ? 'A' : 'B'
      }
      if (!checkFirst(scan, patterns, value)) unanswered += 1
    }
    assert.ok(unanswered > 0, 'the states were never too many')
  })
})
