/** A selection that cannot be: see the message. */
export class UndoSelectionError extends Error {
  override readonly name = 'UndoSelectionError'
  readonly code = 'UNDO_SELECTION'
}

/** The export that tells what contacts hold now did not end within the time of the run; nothing was written. */
export class UndoUnfinishedError extends Error {
  override readonly name = 'UndoUnfinishedError'
  readonly code = 'UNDO_UNFINISHED'
}
