import type { ProgressState } from './progress.ts'
import type { RunCounts, ValueCounts, ValueResult } from './stage-context.ts'

/** What a run has counted so far. */
export interface Tally {
  readonly counts: RunCounts
  readonly values: ValueCounts
  add(more: Partial<RunCounts>): void
  addValues(result: ValueResult, byField: Readonly<Record<string, number>>): void
  expect(records: number): void
}

/** Counts of a run; `left` is what was said last, everything else adds up. `onChange` hears of every change. */
export function createTally(onChange: (state: ProgressState) => void): Tally {
  const counts: RunCounts = { in: 0, out: 0, failed: 0 }
  const values: Partial<Record<ValueResult, Readonly<Record<string, number>>>> = {}
  let expected = 0
  const report = () => onChange({ done: counts.out + counts.failed, expected: Math.max(expected, counts.in) })
  return {
    counts,
    values,
    addValues(result, byField) {
      for (const [field, count] of Object.entries(byField)) {
        values[result] = { ...values[result], [field]: (values[result]?.[field] ?? 0) + count }
      }
    },
    add(more) {
      for (const [name, value] of Object.entries(more)) {
        if (value === undefined) continue
        counts[name] = name === 'left' ? value : (counts[name] ?? 0) + value
      }
      report()
    },
    expect(records) {
      expected = records
      report()
    },
  }
}
