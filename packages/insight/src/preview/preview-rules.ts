import type { RuleSet } from '@dwmops/rule-store'
import type { Databases } from '../databases.ts'
import { CompareTally } from './compare-tally.ts'
import { comparedWashers } from './compared-washers.ts'
import { newFindings } from './new-findings.ts'
import type { Preview } from './preview.ts'
import { givenContacts, type PreviewSource, type Reads } from './preview-contacts.ts'

export interface PreviewOptions {
  /** The whole changed set. */
  readonly set: RuleSet
  readonly configName: string
  readonly over: PreviewSource
  /** Contacts looked at, 100,000 unless given. */
  readonly limit?: number
  /** Samples of each group, 3 unless given. */
  readonly samples?: number
  readonly signal?: AbortSignal
  /** After each page, with the contacts looked at so far. */
  readonly onProgress?: (contacts: number) => void
}

/**
 * Washes contacts by the present rules and by a changed set, and reports where they come out differently. Writes nothing, and its memory
 * does not grow with the contacts. Throws ConfigNotFoundError, ConfigError, RulesChangingError, or the signal's reason.
 */
export async function previewRules(databases: Databases, options: PreviewOptions): Promise<Preview> {
  const { set, samples = 3 } = options
  const startedAt = performance.now()
  const { present, next, set: now, basis, reads } = await comparedWashers(databases, options)
  const tally = new CompareTally(present, next, samples)
  const capped = await walk(databases, options, reads, tally)
  return {
    ...tally.result(),
    capped,
    basis,
    findings: await newFindings(now, set),
    seconds: (performance.now() - startedAt) / 1000,
  }
}

/** Looks at contacts up to the limit; true when there were more. */
async function walk(
  databases: Databases,
  { over, limit = 100_000, signal, onProgress }: PreviewOptions,
  reads: Reads,
  tally: CompareTally,
): Promise<boolean> {
  let looked = 0
  for await (const page of givenContacts(databases, over, reads)) {
    signal?.throwIfAborted()
    const wanted = page.slice(0, limit - looked)
    for (const contact of wanted) tally.look(contact)
    looked += wanted.length
    onProgress?.(looked)
    if (wanted.length < page.length) return true
  }
  return false
}
