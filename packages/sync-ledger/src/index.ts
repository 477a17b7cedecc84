export * from './entry.ts'
export * from './errors.ts'
export * from './ledger.ts'
export type { ListQuery } from './list-query.ts'
export type { Plan } from './plan.ts'
export {
  decideRoom,
  type HourlyUsage,
  type KindUsage,
  type RoomDecision,
  type SoftLimits,
  softLimits,
} from './room.ts'
export type { RoomOptions } from './wait-for-room.ts'
