import { answerFaults } from './answer-faults.ts'
import { apiFaults } from './api-faults.ts'
import { exportFaults } from './export-faults.ts'
import type { FaultDescription } from './fault-description.ts'
import { importFaults } from './import-faults.ts'
import { loginFaults } from './login-faults.ts'
import { syncFaults } from './sync-faults.ts'

/** Every fault by name. `times`, `skip`, `method` and `path` go with all of them. */
export const faultCatalog = {
  ...answerFaults,
  ...loginFaults,
  ...apiFaults,
  ...exportFaults,
  ...importFaults,
  ...syncFaults,
} as const satisfies Record<string, FaultDescription>

export type FaultName = keyof typeof faultCatalog

/** The names of all faults, in the order of the table in docs/faults.md. */
export const faultNames = Object.keys(faultCatalog) as readonly FaultName[]

export function describeFault(name: FaultName): FaultDescription {
  return faultCatalog[name]
}

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultCatalog, name)
}
