/** Where something was read: a file (`-` is standard input) and, where it has one, the line, from 1. */
export interface Place {
  readonly file: string
  readonly line?: number
}

/** A file or argument that cannot be used: reported in one message, exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly code = 'DWM_INPUT'
  readonly place: Place | undefined
  /** The message without the place. */
  readonly reason: string

  constructor(place: Place | undefined, reason: string, options?: ErrorOptions) {
    super(place === undefined ? reason : `${placeName(place)}: ${reason}`, options)
    this.place = place
    this.reason = reason
  }
}

function placeName({ file, line }: Place): string {
  const name = file === '-' ? 'standard input' : file
  return line === undefined ? name : `${name}, line ${line}`
}
