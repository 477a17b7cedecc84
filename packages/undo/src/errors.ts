/** A selection that cannot be: see the message. */
export class UndoSelectionError extends Error {
  override readonly name = 'UndoSelectionError'
  readonly code = 'UNDO_SELECTION'
}

/** The values to revert are no longer those of the plan that was confirmed; nothing was written. */
export class UndoChangedError extends Error {
  override readonly name = 'UndoChangedError'
  readonly code = 'UNDO_CHANGED'
}

/** An undo had to end before it was through, such as while it waited for the export that says what contacts hold now. */
export class UndoUnfinishedError extends Error {
  override readonly name = 'UndoUnfinishedError'
  readonly code = 'UNDO_UNFINISHED'
}
