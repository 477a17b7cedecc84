export * from './entries/entry.ts'
export type { ListQuery } from './entries/list-query.ts'
export * from './errors.ts'
export * from './ledger.ts'
export {
  decideQuota,
  type HourlyUsage,
  type KindUsage,
  type QuotaDecision,
  type SoftLimits,
  softLimits,
} from './quota/quota.ts'
export type { QuotaOptions } from './quota/wait-for-quota.ts'
export type { Plan } from './steps/plan.ts'
