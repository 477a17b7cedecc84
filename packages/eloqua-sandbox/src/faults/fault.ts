import type { FaultName } from './fault-catalogue.ts'

/** A fault as it is set. Further properties are its own arguments, such as `status` of `http-error`. */
export interface FaultInput {
  readonly name: FaultName
  /** how often it strikes: a number, `once` or `ever`; default by fault */
  readonly times?: number | 'once' | 'ever'
  /** matches that are let pass first, default 0 */
  readonly skip?: number
  /** only requests of this method */
  readonly method?: string
  /** only this path below the API's base, or this definition URI for faults of syncs; `*` stands for anything */
  readonly path?: string
  readonly [argument: string]: string | number | boolean | undefined
}

/** A fault as `GET /sandbox/faults` tells it. */
export interface FaultState {
  readonly name: FaultName
  /** strikes that are left; null: for ever */
  readonly left: number | null
  /** strikes so far */
  readonly struck: number
  readonly skip: number
  readonly method?: string
  readonly path?: string
  readonly args: Readonly<Record<string, string>>
}
