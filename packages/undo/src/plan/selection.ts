import { UndoSelectionError } from '../errors.ts'

/** Which of our changes are to be undone: at least one condition, and all that are given must hold. */
export interface UndoSelection {
  /** Changes by this rule. */
  readonly rule?: string
  /** Changes by this run of wash-contacts, or by this earlier undo. */
  readonly run?: string
  /** Changes of this field. */
  readonly field?: string
  readonly since?: Date
  readonly until?: Date
  /** Changes of the contact with this address. */
  readonly contact?: string
}

/** Throws UndoSelectionError for a selection that would mean everything. */
export function checkSelection(selection: UndoSelection): void {
  if (Object.values(selection).every((condition) => condition === undefined))
    throw new UndoSelectionError('specify what to undo: a rule, a run, a field, a contact or a time')
}
