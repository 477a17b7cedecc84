import type { FaultInput, FaultState } from './faults/fault.ts'
import type { SandboxOptions } from './options.ts'

/** A running sandbox. */
export interface Sandbox {
  /** such as `http://127.0.0.1:4010`; discovery is at `/id` */
  readonly url: string
  /** replaces all faults */
  setFaults(faults: readonly (string | FaultInput)[]): void
  faults(): readonly FaultState[]
  /** moves the sandbox's clock; syncs go on as far as that time carries them */
  advanceClock(ms: number): void
  /** ends all connections; resolves when the port is free */
  stop(): Promise<void>
}

/** Starts a sandbox in this process. Throws SandboxOptionsError, ContactsFileError, and the system's error for a port in use. */
export async function startSandbox(_options: SandboxOptions = {}): Promise<Sandbox> {
  throw new Error('not made yet')
}
