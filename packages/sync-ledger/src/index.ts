export * from './entry.ts'
export * from './errors.ts'
export * from './ledger.ts'
export type { ListQuery } from './list-query.ts'
export type { Plan } from './plan.ts'
export {
  decideQuota,
  type HourlyUsage,
  type KindUsage,
  type QuotaDecision,
  type SoftLimits,
  softLimits,
} from './quota.ts'
export type { QuotaOptions } from './wait-for-quota.ts'
