import { bulkOperations } from './bulk-operations.ts'
import type { Operation } from './operation.ts'
import { outsideOperations } from './outside-operations.ts'

export type { Operation }

/** Everything that is answered. */
export const operations: readonly Operation[] = [...bulkOperations, ...outsideOperations]
