export { type AuditEnd, type AuditStart, beginAudit, endAudit, listAudit, withAudit } from './audit.ts'
export type { AuditDocument } from './documents.ts'
export { ensureAccessIndexes } from './indexes.ts'
export { needsSecondPublisher, recordPublishingRule } from './publishing-rule.ts'
export { allows, type Role, roles } from './role.ts'
export {
  closeSession,
  endedSessionKeptMs,
  findSession,
  openSession,
  type Session,
  type SessionEnd,
  whySessionEnded,
} from './sessions.ts'
export {
  createToken,
  findToken,
  listTokens,
  type NewToken,
  revokeToken,
  type TokenListing,
} from './tokens.ts'
