import { lintRules } from '../src/lint/lint-rules.ts'
import type { RuleDocuments } from '../src/rules/rule-documents.ts'
import { compileWasher, type Washer } from '../src/wash/washer.ts'

/** Figures of one rule set. Rates are by processor time of this process, so that what else runs weighs less. */
export interface Figures {
  readonly compileMs: number
  readonly recordsPerSecond: number
  readonly p50Us: number
  readonly p99Us: number
  /** What compiled rules and remembered values take, after garbage collection. */
  readonly heapMb: number
}

type Contact = Record<string, string>

/**
 * Compiles, washes other contacts to warm up, then the contacts in slices, of which the median counts, then some of
 * them one by one. No contact is washed twice, so only what contacts have in common is remembered.
 */
export function measure(
  rules: RuleDocuments,
  config: unknown,
  memoSize: number | undefined,
  { warmUp, contacts }: { warmUp: readonly Contact[]; contacts: readonly Contact[] },
): Figures {
  const heapBefore = heapAfterCollection()
  let washer: Washer | undefined
  const compileMs = processorMs(() => {
    washer = compileWasher(rules, config, memoSize === undefined ? {} : { memoSize })
  })
  const washAll = (records: readonly Contact[]) => {
    for (const record of records) if (washer?.wash(record, 0).ok !== true) throw new Error('a contact failed')
  }
  washAll(warmUp)
  const half = contacts.length / 2
  const sliceRates = slices(contacts.slice(0, half), 2_000).map(
    (slice) => (slice.length / processorMs(() => washAll(slice))) * 1000,
  )
  const singleUs = contacts.slice(half).map((record) => {
    const from = performance.now()
    washAll([record])
    return (performance.now() - from) * 1000
  })
  const heapMb = (heapAfterCollection() - heapBefore) / 2 ** 20
  washAll(contacts.slice(0, 1)) // keeps the washer alive until its memory is measured
  return {
    compileMs,
    recordsPerSecond: quantile(sliceRates, 0.5),
    p50Us: quantile(singleUs, 0.5),
    p99Us: quantile(singleUs, 0.99),
    heapMb,
  }
}

/** How long linting takes, in ms of processor time. */
export function measureLint(rules: RuleDocuments, config: unknown): number {
  return processorMs(() => lintRules(rules, [config]))
}

function processorMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function slices(contacts: readonly Contact[], size: number): Contact[][] {
  return Array.from({ length: contacts.length / size }, (_, number) =>
    contacts.slice(number * size, (number + 1) * size),
  )
}

function quantile(figures: readonly number[], share: number): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length * share)] ?? 0
}

function heapAfterCollection(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
