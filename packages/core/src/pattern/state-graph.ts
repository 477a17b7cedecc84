import type { CharSet } from './char-set.ts'
import type { Fold } from './letter-case.ts'
import { PatternError } from './pattern-error.ts'
import type { Place } from './syntax-tree.ts'

/** A state by its number. */
export type StateId = number

/**
 * One state of a pattern's automaton. `choice` is in order of preference. `look` and `guard` ask whether another
 * state leads to a match from the same place; `behind` asks for a look-behind program's answer.
 */
export type State =
  | { readonly op: 'character'; readonly set: CharSet; readonly next: StateId }
  | { readonly op: 'same'; readonly distance: number; readonly fold: Fold; readonly next: StateId }
  | { readonly op: 'choice'; to: readonly StateId[] }
  | { readonly op: 'place'; readonly at: Place['at']; readonly ascii: boolean; readonly next: StateId }
  | { readonly op: 'look'; readonly asks: LookKind; readonly body: StateId; readonly next: StateId }
  | { readonly op: 'behind'; readonly index: number; readonly negative: boolean; readonly next: StateId }
  | { readonly op: 'save'; readonly slot: number; readonly next: StateId }
  | { readonly op: 'guard'; test: StateId; pass: StateId; otherwise: StateId }
  | { readonly op: 'accept'; readonly label: string }
  | { readonly op: 'fail' }

/** Whether a look-ahead wants its body to match, not to match, or to match and tell its groups. */
export type LookKind = 'present' | 'absent' | 'groups'

/** Longer choices are split into choices of choices, so that a walk finds its way in few steps. */
const widestChoice = 16

const mostStates = 30_000

/** States under construction; equal states are one, so alternatives share their common endings. */
export class StateGraph {
  readonly states: State[] = []
  /** True when some path comes back to a state: a match of any length is possible. */
  hasLoops = false
  readonly #known = new Map<string, StateId>()
  readonly fail: StateId = this.#shared('fail', { op: 'fail' })
  readonly accept: StateId = this.accepting('')

  /** The state of a number that this graph gave out. */
  state(id: StateId): State {
    return this.states[id] as State
  }

  /** An end of a match (or of a part, told apart by its label). */
  accepting(label: string): StateId {
    return this.#shared(`a${label}`, { op: 'accept', label })
  }

  character(set: CharSet, next: StateId): StateId {
    if (next === this.fail || set.isEmpty) return this.fail
    return this.#shared(`c${next}:${set.id}`, { op: 'character', set, next })
  }

  same(distance: number, fold: Fold, next: StateId): StateId {
    if (next === this.fail) return this.fail
    return this.#shared(`=${next}:${distance}${fold}`, { op: 'same', distance, fold, next })
  }

  choice(options: readonly StateId[]): StateId {
    const to = [...new Set(options)].filter((option) => option !== this.fail)
    const [only] = to
    if (only === undefined) return this.fail
    if (to.length === 1) return only
    if (to.length <= widestChoice) return this.#shared(`|${to.join()}`, { op: 'choice', to })
    const parts: StateId[] = []
    for (let i = 0; i < to.length; i += widestChoice) parts.push(this.choice(to.slice(i, i + widestChoice)))
    return this.choice(parts)
  }

  place(at: Place['at'], ascii: boolean, next: StateId): StateId {
    if (next === this.fail) return this.fail
    return this.#shared(`@${next}:${at}${ascii}`, { op: 'place', at, ascii, next })
  }

  look(asks: LookKind, body: StateId, next: StateId): StateId {
    if (next === this.fail || (body === this.fail && asks !== 'absent')) return this.fail
    if (body === this.fail) return next
    return this.#shared(`?${next}:${body}${asks}`, { op: 'look', asks, body, next })
  }

  behind(index: number, negative: boolean, next: StateId): StateId {
    if (next === this.fail) return this.fail
    return this.#shared(`<${next}:${index}${negative}`, { op: 'behind', index, negative, next })
  }

  save(slot: number, next: StateId): StateId {
    if (next === this.fail) return this.fail
    return this.#shared(`s${next}:${slot}`, { op: 'save', slot, next })
  }

  guard(test: StateId, pass: StateId, otherwise: StateId): StateId {
    if (test === this.fail) return otherwise
    return this.#shared(`g${test}:${pass}:${otherwise}`, { op: 'guard', test, pass, otherwise })
  }

  /** A choice whose options are filled in later, for loops. */
  openChoice(): { readonly id: StateId; readonly fill: (to: readonly StateId[]) => void } {
    this.hasLoops = true
    const state: State = { op: 'choice', to: [] }
    const fill = (to: readonly StateId[]) => {
      state.to = to.filter((option) => option !== this.fail)
    }
    return { id: this.#add(state), fill }
  }

  /** A guard that is filled in later, for loops. */
  openGuard(test: StateId): {
    readonly id: StateId
    readonly fill: (pass: StateId, otherwise: StateId) => void
  } {
    const state: State = { op: 'guard', test, pass: this.fail, otherwise: this.fail }
    const fill = (pass: StateId, otherwise: StateId) => {
      state.pass = pass
      state.otherwise = otherwise
    }
    return { id: this.#add(state), fill }
  }

  #shared(key: string, state: State): StateId {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const id = this.#add(state)
    this.#known.set(key, id)
    return id
  }

  #add(state: State): StateId {
    if (this.states.length >= mostStates) {
      throw new PatternError(
        'PATTERN_REFUSED',
        `needs more than ${mostStates} states (nested or long repeats)`,
      )
    }
    return this.states.push(state) - 1
  }
}
