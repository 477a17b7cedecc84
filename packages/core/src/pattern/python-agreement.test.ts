import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import recorded from '../../testdata/pattern/python-answers.json' with { type: 'json' }
import { compilePattern, compileTemplate, PatternError } from './index.ts'
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

/** True when the pattern was run; a pattern refused for its cost is no disagreement. */
function check({ pattern, replacement, value, matches, result }: Answer): boolean {
  const told = JSON.stringify({ pattern, replacement, value })
  try {
    const compiled = compilePattern(pattern)
    assert.notEqual(matches, null, `Python raises: ${told}`)
    assert.equal(compiled.matchesAtStart(value), matches, told)
    const run = () => compiled.substitute(value, compileTemplate(replacement, compiled))
    if (result === null) assert.throws(run, PatternError, told)
    else assert.equal(run(), result, told)
    return true
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    if (error.code === 'PATTERN_SYNTAX') assert.equal(matches, null, `Python does not raise: ${told}`)
    return false
  }
}

function askPython(asked: readonly Question[]): Answer[] {
  const input = asked.map((question) => JSON.stringify(question)).join('\n')
  const { stdout } = spawnSync('python3', ['-c', script], { input, encoding: 'utf8', timeout: 60_000 })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer)
}
