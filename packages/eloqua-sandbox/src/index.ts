export { contactFieldKeys } from './catalog/contact-catalog.ts'

export type { FaultInput, FaultState } from './faults/fault.ts'
export { type FaultName, faultNames } from './faults/fault-catalog.ts'
export { clientLogin, loginSettings } from './login-settings.ts'
export type { SandboxOptions, SandboxUser } from './options.ts'
export type { ChangeInput } from './outside/read-change.ts'
export { type Sandbox, startSandbox } from './start-sandbox.ts'
