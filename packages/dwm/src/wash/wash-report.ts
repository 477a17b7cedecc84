import type { WashChange } from '@dwmops/core'
import { cellText, csvWriter } from '@dwmops/record-files'
import { asTable } from '../print.ts'

/** How often one rule made one value of another. */
export interface Change {
  readonly field: string
  readonly ruleType: string
  readonly rule: string
  readonly from: string
  readonly to: string
  records: number
}

/** Different changes that are listed one by one; what comes beyond them is counted by field and rule type alone. */
const mostChanges = 50_000

/** What washing did to a file: values before and after, by field and rule. */
export class WashReport {
  readonly #changes = new Map<string, Change>()
  readonly #mostChanges: number

  constructor(atMost: number = mostChanges) {
    this.#mostChanges = atMost
  }

  add(changes: readonly WashChange[]): void {
    for (const { field, ruleType, ruleId, ruleIndex, from, to } of changes) {
      const rule = String(ruleId ?? (ruleIndex === undefined ? '' : `number ${ruleIndex + 1}`))
      this.#count({ field, ruleType, rule, from: cellText(from), to: cellText(to), records: 1 })
    }
  }

  /** What was counted so far, in the order in which it came up. */
  changes(): Change[] {
    return [...this.#changes.values()]
  }

  /** Adds what another report has counted. */
  merge(changes: readonly Change[]): void {
    for (const change of changes) this.#count(change)
  }

  #count(change: Change): void {
    const isFull = this.#changes.size >= this.#mostChanges
    const known = this.#entry(change) ?? (isFull ? this.#rest(change) : this.#put({ ...change, records: 0 }))
    known.records += change.records
  }

  #rest({ field, ruleType }: Change): Change {
    const rest = { field, ruleType, rule: '', from: '(other values)', to: '', records: 0 }
    return this.#entry(rest) ?? this.#put(rest)
  }

  #entry(change: Change): Change | undefined {
    return this.#changes.get(nameOf(change))
  }

  #put(change: Change): Change {
    this.#changes.set(nameOf(change), change)
    return change
  }

  /** The report as JSON or CSV by the ending of the file's name, else as a table of text. */
  textFor(file: string): string {
    const rows = [...this.#changes.values()].toSorted(
      (one, other) => one.field.localeCompare(other.field) || other.records - one.records,
    )
    if (file.endsWith('.json')) return `${JSON.stringify(rows, null, 2)}\n`
    const header = ['field', 'rule type', 'rule', 'before', 'after', 'records']
    const cells = rows.map(({ field, ruleType, rule, from, to, records }) => [
      field,
      ruleType,
      rule,
      from,
      to,
      records,
    ])
    if (file.endsWith('.csv')) return csvWriter({ safeFromFormulas: true })([header, ...cells])
    return rows.length === 0 ? 'nothing was changed\n' : `${asTable(rows.map((row) => ({ ...row })))}\n`
  }
}

function nameOf({ field, ruleType, rule, from, to }: Change): string {
  return JSON.stringify([field, ruleType, rule, from, to])
}
