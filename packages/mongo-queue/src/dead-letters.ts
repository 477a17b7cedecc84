import type { BatchRef, LastError } from './item.ts'

/** Which dead letters are meant; every condition given must hold. */
export interface DeadLetterFilter {
  queue?: string
  /** Code of the reason. */
  code?: string
  /** Keys, as added. */
  keys?: string[]
  /** Item ids, 24 hexadecimal digits. */
  ids?: string[]
}

/** A record that failed for good. */
export interface DeadLetter {
  id: string
  /** For a person's eyes only: never to be logged. */
  key: string
  queue: string
  reason: LastError | undefined
  attempts: number
  passes: number
  enteredAt: Date
  batch: BatchRef | undefined
}

/** One page of dead letters, in order of id. */
export interface DeadLetterPage {
  letters: DeadLetter[]
  /** Give it back for the next page; undefined on the last one. */
  cursor: string | undefined
}
