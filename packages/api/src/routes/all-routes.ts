import type { Registry } from 'prom-client'
import { consoleRoutes } from '../console/console-routes.ts'
import type { ApiContext } from '../context.ts'
import type { Server } from '../server/server.ts'
import { auditRoutes } from './audit-routes.ts'
import { contactRoutes } from './contacts/contact-routes.ts'
import { correctionRoutes } from './contacts/correction-routes.ts'
import { deadLetterRoutes } from './contacts/dead-letter-routes.ts'
import { erasureRoutes } from './contacts/erasure-routes.ts'
import { undoRoutes } from './contacts/undo-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { downloadRoutes } from './downloads/download-routes.ts'
import { claimRoutes } from './fleet/claim-routes.ts'
import { operationRoutes } from './fleet/operation-routes.ts'
import { overviewRoutes } from './fleet/overview-routes.ts'
import { queueRoutes } from './fleet/queue-routes.ts'
import { runRoutes } from './fleet/run-routes.ts'
import { stageRoutes } from './fleet/stage-routes.ts'
import { syncRoutes } from './fleet/sync-routes.ts'
import { healthRoutes } from './health-routes.ts'
import { fieldRoutes } from './rules/field-routes.ts'
import { previewRoutes } from './rules/preview-routes.ts'
import { ruleCommentRoutes } from './rules/rule-comment-routes.ts'
import { ruleRoutes } from './rules/rule-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { wholeSetRoutes } from './whole-set-routes.ts'

/** Every route of the API. */
export async function allRoutes(server: Server, context: ApiContext, metrics: Registry): Promise<void> {
  healthRoutes(server, context, metrics)
  sessionRoutes(server, context)
  documentRoutes(server)
  if (context.bundleConsole !== undefined) consoleRoutes(server, context.bundleConsole)
  overviewRoutes(server, context)
  queueRoutes(server, context)
  claimRoutes(server, context)
  runRoutes(server, context)
  stageRoutes(server, context)
  operationRoutes(server, context)
  syncRoutes(server, context)
  deadLetterRoutes(server, context)
  correctionRoutes(server, context)
  contactRoutes(server, context)
  erasureRoutes(server, context)
  fieldRoutes(server, context)
  ruleRoutes(server, context)
  ruleCommentRoutes(server, context)
  wholeSetRoutes(server, context)
  previewRoutes(server, context)
  undoRoutes(server, context)
  auditRoutes(server, context)
  downloadRoutes(server, context)
}
