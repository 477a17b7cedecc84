import { type IncludesTests, readTests } from '../../rules/includes.ts'
import { CandidateIndex } from '../../rules/patterns/candidate-index.ts'
import type { StoredRule } from '../../rules/stored-rule.ts'
import { type LintFinding, onRule, shadowed } from '../finding.ts'
import type { LintContext } from '../lint-context.ts'

/** Includes rules behind a more general one, which holds wherever they hold. */
export function* shadowedIncludes({ rules }: LintContext): Generator<LintFinding> {
  for (const collection of [rules.normIncludes, rules.deriveIncludes]) {
    const byList = Map.groupBy(collection, ({ body }) =>
      JSON.stringify([body['fieldName'], body['deriveFieldName']]),
    )
    for (const list of byList.values()) yield* shadowedInList(list)
  }
}

interface Entry {
  readonly rule: StoredRule
  readonly wanted: ReadonlySet<string>
  /** All of them in one text, which is searched faster than a list of thousands. */
  readonly wantedText: string
  readonly unwanted: readonly string[]
  readonly tests: IncludesTests
}

/** How many items of a rule the index looks at: they leave few candidates, which are then compared item by item. */
const indexedItems = 8

function* shadowedInList(list: readonly StoredRule[]): Generator<LintFinding> {
  const entries = list.flatMap(entryOf)
  const index = new CandidateIndex(
    entries.map(({ wanted }) => ({ contains: [...wanted].slice(0, indexedItems), beginsWith: undefined })),
  )
  for (const [position, entry] of entries.entries()) {
    const earlier = index
      .candidates(entry.wantedText)
      .find((candidate) => candidate < position && holdsWherever(entries[candidate], entry))
    const shadow = earlier === undefined ? undefined : entries[earlier]?.rule
    if (shadow !== undefined)
      yield onRule(entry.rule, shadowed('shadowed-includes', shadow, 'holds wherever it holds'))
  }
}

function entryOf(rule: StoredRule): Entry[] {
  const tests = readTests(rule)
  if (typeof tests === 'string') return []
  const wanted = new Set([...tests.includes.split(','), tests.begins, tests.ends])
  wanted.delete('')
  const unwanted = tests.excludes === '' ? [] : tests.excludes.split(',')
  return wanted.size + unwanted.length === 0 || unwanted.includes('')
    ? []
    : [{ rule, wanted, wantedText: [...wanted].join('\n'), unwanted, tests }]
}

/** True when the earlier rule holds for every value for which the later one does, and they ask not quite the same. */
function holdsWherever(earlier: Entry | undefined, later: Entry): boolean {
  if (earlier === undefined || isSameQuestion(earlier.tests, later.tests)) return false
  const { includes, begins, ends } = earlier.tests
  return (
    includes.split(',').every((item) => later.wanted.has(item) || later.wantedText.includes(item)) &&
    later.tests.begins.startsWith(begins) &&
    later.tests.ends.endsWith(ends) &&
    earlier.unwanted.every((item) => later.unwanted.some((part) => item.includes(part)))
  )
}

/** Exact copies are reported as duplicates. */
function isSameQuestion(left: IncludesTests, right: IncludesTests): boolean {
  return (['includes', 'excludes', 'begins', 'ends'] as const).every((test) => left[test] === right[test])
}
