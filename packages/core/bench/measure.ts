import type { RuleDocuments } from '../src/rule-documents.ts'
import { compileWasher } from '../src/washer.ts'

/** Figures of one rule set. */
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
 * Compiles, washes `contacts` once to warm up, then once against the clock and once record by record. With a memo
 * the warm-up washes other contacts than the measured ones, so that only what contacts have in common is remembered.
 */
export function measure(
  rules: RuleDocuments,
  config: unknown,
  memoSize: number | undefined,
  { warmUp, contacts }: { warmUp: readonly Contact[]; contacts: readonly Contact[] },
): Figures {
  const heapBefore = heapAfterCollection()
  const start = performance.now()
  const washer = compileWasher(rules, config, memoSize === undefined ? {} : { memoSize })
  const compileMs = performance.now() - start
  const washAll = (records: readonly Contact[]) => {
    const from = performance.now()
    for (const record of records) if (!washer.wash(record, 0).ok) throw new Error('a contact failed')
    return performance.now() - from
  }
  washAll(warmUp)
  const half = contacts.length / 2
  const totalMs = washAll(contacts.slice(0, half))
  const singleUs = contacts
    .slice(half)
    .map((record) => washAll([record]) * 1000)
    .toSorted((a, b) => a - b)
  return {
    compileMs,
    recordsPerSecond: (half / totalMs) * 1000,
    p50Us: singleUs[Math.floor(singleUs.length * 0.5)] ?? 0,
    p99Us: singleUs[Math.floor(singleUs.length * 0.99)] ?? 0,
    heapMb: (heapAfterCollection() - heapBefore) / 2 ** 20,
  }
}

function heapAfterCollection(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
