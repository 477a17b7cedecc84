import type { SyncLog } from '../sync-log.ts'
import type { StagedRecords } from './staged-records.ts'

/** Logs keys that the definition does not have, and keys of it that a body lacks. */
export function logKeys({ foreign, lacking, unmapped }: StagedRecords, log: SyncLog, at: number): void {
  for (const key of foreign) {
    const message = `Field ${key} is not part of import definition, and will be ignored.`
    log.add(at, 'ELQ-00111', { severity: 'warning', message })
  }
  if (unmapped) return
  for (const key of lacking) {
    const message = `Field ${key} is part of import definition, but not included in the file.`
    log.add(at, 'ELQ-00121', { severity: 'warning', message })
  }
}
