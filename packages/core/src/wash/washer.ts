import { readConfig, type WashConfig } from '../config/read-config.ts'
import type { HistorySettings } from '../config/read-history.ts'
import { compileRules } from '../rules/rule-book.ts'
import type { RuleDocuments, RuleProblem } from '../rules/rule-documents.ts'
import { isDocument } from '../rules/stored-rule.ts'
import { buildStages, type Stage } from './build-stages.ts'
import { failureOfThrown } from './failure-of-thrown.ts'
import { writeHistory } from './history.ts'
import type { WashFailure, WashRecord, WashResult } from './wash-result.ts'
import { WashState } from './wash-state.ts'

export interface WasherOptions {
  /** How many values each field remembers with their result; 0 switches remembering off. Default 5,000. */
  readonly memoSize?: number
}

/** Rules and a config, compiled once, ready to wash any number of records. */
export interface Washer {
  readonly configName: string
  readonly history: HistorySettings
  /** Rules that were left out or repaired on load; all others work. */
  readonly problems: readonly RuleProblem[]
  /** Washes one record; `timestamp` (seconds) goes into its history, as a whole number. */
  wash(record: WashRecord, timestamp: number): WashResult
}

/**
 * Compiles rules and a config document.
 * Throws ConfigError with every fault of the config, RulesError when `rules` is not `{collection: [documents]}`.
 */
export function compileWasher(rules: RuleDocuments, config: unknown, options: WasherOptions = {}): Washer {
  const { memoSize = 5_000 } = options
  const wanted = readConfig(config)
  const book = compileRules(rules)
  const { names, stages } = buildStages(wanted, book, memoSize)
  return new CompiledWasher(wanted, book.problems, names, stages)
}

class CompiledWasher implements Washer {
  readonly configName: string
  readonly history: HistorySettings
  readonly problems: readonly RuleProblem[]
  readonly #stages: readonly Stage[]
  readonly #state: WashState
  readonly #idPlace: number

  constructor(
    config: WashConfig,
    problems: readonly RuleProblem[],
    names: readonly string[],
    stages: readonly Stage[],
  ) {
    this.configName = config.name
    this.history = config.history
    this.problems = problems
    this.#stages = stages
    this.#state = new WashState(names)
    this.#idPlace = names.indexOf(config.history.idField)
  }

  wash(record: WashRecord, timestamp: number): WashResult {
    if (!isDocument(record))
      return failed({ code: 'NOT_A_RECORD', id: undefined, ...nowhere, reason: 'not an object' })
    const state = this.#state
    const washed: Record<string, unknown> = { ...record }
    state.load(washed)
    const id = state.values[this.#idPlace]
    const { write, idField } = this.history
    if (write && id === undefined) {
      return failed({ code: 'NO_ID', id, ...nowhere, field: idField, reason: `the record has no ${idField}` })
    }
    let field: string | undefined
    try {
      for (const stage of this.#stages) {
        field = stage.field
        stage.run(state)
        if (state.failure !== undefined) return failed({ id, ...state.failure })
      }
      return this.#result(washed, timestamp, id)
    } catch (error) {
      return failed({ id, field, ...failureOfThrown(error) })
    }
  }

  #result(washed: Record<string, unknown>, timestamp: number, id: unknown): WashResult {
    const { changes, hits, changeBytes } = this.#state
    const changed = this.#state.writeInto(washed)
    const facts = { timestamp, id, configName: this.configName }
    const history = this.history.write ? writeHistory(this.#state, this.history, facts) : undefined
    return { ok: true, record: washed, history, changed, hits, changes, changeBytes }
  }
}

const nowhere = { field: undefined, rule: undefined } as const

function failed(error: WashFailure): WashResult {
  return { ok: false, error }
}
