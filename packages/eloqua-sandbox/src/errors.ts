/** Everything that keeps a sandbox from starting; `code` is stable. */
export class SandboxError extends Error {
  override readonly name: string = 'SandboxError'
  readonly code: string = 'SANDBOX'
}

/** An option that cannot be: the message names it and the expected form. */
export class SandboxOptionsError extends SandboxError {
  override readonly name = 'SandboxOptionsError'
  override readonly code = 'SANDBOX_OPTIONS'
}

/** A file of contacts that cannot be taken: file, line (from 1) and reason, without any of its values. */
export class ContactsFileError extends SandboxError {
  override readonly name = 'ContactsFileError'
  override readonly code = 'SANDBOX_CONTACTS_FILE'
  readonly file: string
  readonly line: number
  readonly reason: string

  constructor(file: string, line: number, reason: string, options?: ErrorOptions) {
    super(`${file}, line ${line}: ${reason}`, options)
    this.file = file
    this.line = line
    this.reason = reason
  }
}
