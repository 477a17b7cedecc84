import type { CompiledPattern, PatternError } from '@dwmops/python-re'
import { readConfig, type WashConfig } from '../config/read-config.ts'
import { ConfigError } from '../errors.ts'
import { compileRules, type RuleBook } from '../rules/rule-book.ts'
import type { RuleCollection, RuleDocuments } from '../rules/rule-documents.ts'
import { readRules, type StoredRule } from '../rules/stored-rule.ts'
import type { LintFinding, pause } from './finding.ts'
import { LintedPatterns } from './linted-patterns.ts'

/** Everything the checks look at. */
export interface LintContext {
  readonly rules: Readonly<Record<RuleCollection, readonly StoredRule[]>>
  readonly book: RuleBook
  /** Config documents as they stand, with their names. */
  readonly documents: readonly { readonly id: string; readonly document: unknown }[]
  /** The configs that can be used. */
  readonly configs: readonly WashConfig[]
  /** A rule's pattern, compiled once for all checks, or why it cannot be; undefined when it is no text. */
  readonly patternOf: (rule: StoredRule) => CompiledPattern | PatternError | undefined
  readonly patterns: LintedPatterns
}

/** A check: what it finds in rules and configs. */
export type LintCheck = (context: LintContext) => Iterable<LintFinding | typeof pause>

/** Reads and compiles all once for all checks. Throws RulesError when `rules` is not `{collection: [documents]}`. */
export function readLintContext(
  rules: RuleDocuments,
  configs: readonly unknown[],
  patterns = new LintedPatterns(),
): LintContext {
  const documents = configs.map((document, index) => ({ id: nameOf(document) ?? `#${index}`, document }))
  return {
    rules: readRules(rules),
    book: compileRules(rules),
    documents,
    configs: configs.flatMap(usableConfig),
    patternOf: ({ body: { pattern } }) =>
      typeof pattern === 'string' ? patterns.compile(pattern) : undefined,
    patterns,
  }
}

function usableConfig(document: unknown): WashConfig[] {
  try {
    return [readConfig(document)]
  } catch (error) {
    if (error instanceof ConfigError) return []
    throw error
  }
}

function nameOf(document: unknown): string | undefined {
  const name = (document as Record<string, unknown> | null | undefined)?.['configName']
  return typeof name === 'string' && name !== '' ? name : undefined
}
