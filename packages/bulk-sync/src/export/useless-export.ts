import { EloquaEndlessPagesError, EloquaNotFoundError } from '@dwmops/eloqua-client'
import { UnusableExportError } from './unusable-export-error.ts'

/** Why nothing can be made of an export, now or later: only another one helps. */
export type UselessExport = EloquaEndlessPagesError | EloquaNotFoundError | UnusableExportError

/** Whether an export that failed so has to be given up: kept, it would stop each later run in the same way. */
export function isUselessExport(error: unknown): error is UselessExport {
  return (
    error instanceof EloquaEndlessPagesError ||
    error instanceof EloquaNotFoundError ||
    error instanceof UnusableExportError
  )
}

/** The reason for which it is given up, in words. */
export function whyUseless(error: UselessExport): string {
  if (error instanceof UnusableExportError) return `it lacks ${error.lacking}`
  return error instanceof EloquaEndlessPagesError ? 'its pages do not end' : 'its data is gone'
}
