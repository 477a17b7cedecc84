import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import recorded from '../testdata/python-answers.json' with { type: 'json' }
import { compilePattern, compileTemplate, PatternError } from './index.ts'
import { Backtracker } from './match/backtracker.ts'
import { compileProgram } from './match/compile-program.ts'
import { substituteAll } from './match/substitute.ts'
import { parsePattern } from './parse/parse-pattern.ts'
import { randomPattern, randomValue } from './testing/random-patterns.ts'

/** The same questions at each run; another number asks others. */
const fuzzSeed = Number(process.env['FUZZ_SEED'] ?? 1)

interface Question {
  readonly pattern: string
  readonly replacement: string
  readonly value: string
}

/** What Python makes of a question: its result, or null where it raises. */
interface Answer extends Question {
  readonly matches: boolean | null
  readonly result: string | null
}

const script = `
import json, re, sys, warnings
warnings.simplefilter('ignore')
for line in sys.stdin:
    q = json.loads(line)
    try:
        matches = re.match(q['pattern'], q['value'], re.I) is not None
    except Exception:
        matches = None
    try:
        result = re.sub(q['pattern'], q['replacement'], q['value'], flags=re.I) if matches is not None else None
    except Exception:
        result = None
    print(json.dumps({**q, 'matches': matches, 'result': result}))
`

const questions: fc.Arbitrary<Question> = fc.record({
  pattern: randomPattern,
  replacement: fc.constantFrom('x', '[\\1]', '\\g<0>-', '\\2', '$1', '\\n\\.', '\\q', '\\g<n>'),
  value: randomValue,
})

const pythonIsThere =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info[:2] != (3, 11))']).status === 0
const source = pythonIsThere
  ? 'python3 on this machine'
  : 'the recorded answers: no Python 3.11 on this machine'

describe(`agreement with Python's re (${source})`, () => {
  it('gives the results that were recorded', () => {
    for (const answer of recorded) check(answer)
  })

  it('gives the same results for generated patterns, values and replacements', () => {
    const answers = pythonIsThere
      ? askPython(fc.sample(questions, { numRuns: 1500, seed: fuzzSeed }))
      : recorded
    const accepted = answers.filter(check).length
    assert.ok(
      accepted > answers.length / 10,
      `only ${accepted} of ${answers.length} patterns could be compared`,
    )
  })
})

/** True when the pattern was run, as it is and with every failure remembered from the first step on. */
function check(answer: Answer): boolean {
  const shown = JSON.stringify([answer.pattern, answer.replacement, answer.value])
  try {
    const compiled = compilePattern(answer.pattern)
    assert.notEqual(answer.matches, null, `Python raises: ${shown}`)
    const template = compileTemplate(answer.replacement, compiled)
    const program = compileProgram(parsePattern(answer.pattern))
    const remembering = new Backtracker(program, 0)
    checkEngine(
      answer,
      (value) => compiled.matchesAtStart(value),
      (value) => compiled.substitute(value, template),
    )
    checkEngine(
      answer,
      (value) => remembering.begin(value).length >= 0 && remembering.matchAt(0, false) >= 0,
      (value) => substituteAll(remembering, value, template),
    )
    return true
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    if (error.code === 'PATTERN_SYNTAX') assert.equal(answer.matches, null, `Python does not raise: ${shown}`)
    return false
  }
}

function checkEngine(
  { pattern, replacement, value, matches, result }: Answer,
  matchesAtStart: (value: string) => boolean,
  substitute: (value: string) => string,
): void {
  const shown = JSON.stringify([pattern, replacement, value])
  assert.equal(matchesAtStart(value), matches, shown)
  if (result === null) assert.throws(() => substitute(value), PatternError, shown)
  else assert.equal(substitute(value), result, shown)
}

function askPython(asked: readonly Question[]): Answer[] {
  const input = asked.map((question) => JSON.stringify(question)).join('\n')
  const { stdout } = spawnSync('python3', ['-c', script], { input, encoding: 'utf8', timeout: 600_000 })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)
}
