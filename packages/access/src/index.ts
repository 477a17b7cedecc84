export { type AuditEnd, type AuditStart, beginAudit, endAudit, listAudit } from './audit.ts'
export type { AuditDocument } from './documents.ts'
export { ensureAccessIndexes } from './indexes.ts'
export { allows, type Role, roles } from './role.ts'
export { closeSession, findSession, openSession, type Session } from './sessions.ts'
export {
  createToken,
  findToken,
  listTokens,
  type NewToken,
  revokeToken,
  type TokenListing,
} from './tokens.ts'
