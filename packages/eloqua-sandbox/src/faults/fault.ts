import type { FaultName } from './fault-catalog.ts'

/** A fault as it is set. Further properties are its own arguments, such as `status` of `http-error`. */
export interface FaultInput {
  readonly name: FaultName
  /** how often it is triggered: a number, `once` or `ever`; default by fault */
  readonly times?: number | 'once' | 'ever'
  /** matches that are let pass first, default 0 */
  readonly skip?: number
  /** only requests of this method */
  readonly method?: string
  /** only this path below the API's base, or this definition URI for faults of syncs; `*` stands for anything */
  readonly path?: string
  readonly [argument: string]: string | number | boolean | undefined
}

/** A fault as `GET /sandbox/faults` returns it. */
export interface FaultState {
  readonly name: FaultName
  /** how many times it can still be triggered; null: no limit */
  readonly left: number | null
  /** how often it was triggered so far */
  readonly triggered: number
  readonly skip: number
  readonly method?: string
  readonly path?: string
  readonly args: Readonly<Record<string, string>>
}
