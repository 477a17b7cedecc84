export * from './entry.ts'
export * from './errors.ts'
export * from './ledger.ts'
export * from './room.ts'
