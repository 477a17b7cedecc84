import { answerFaults } from './answer-faults.ts'
import { apiFaults } from './api-faults.ts'
import { exportFaults } from './export-faults.ts'
import type { FaultDescription } from './fault-description.ts'
import { importFaults } from './import-faults.ts'
import { loginFaults } from './login-faults.ts'
import { syncFaults } from './sync-faults.ts'

/** Every fault by name. `times`, `skip`, `method` and `path` go with all of them. */
export const faultCatalogue = {
  ...answerFaults,
  ...loginFaults,
  ...apiFaults,
  ...exportFaults,
  ...importFaults,
  ...syncFaults,
} as const satisfies Record<string, FaultDescription>

export type FaultName = keyof typeof faultCatalogue

/** The names of all faults, in the order of the table in the README. */
export const faultNames = Object.keys(faultCatalogue) as readonly FaultName[]

export function describeFault(name: FaultName): FaultDescription {
  return faultCatalogue[name]
}

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultCatalogue, name)
}
