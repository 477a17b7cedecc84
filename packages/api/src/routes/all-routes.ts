import type { Registry } from 'prom-client'
import { consoleRoutes } from '../console/console-routes.ts'
import type { ApiContext } from '../context.ts'
import type { Server } from '../server/server.ts'
import { analyticsRoutes } from './analytics-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { claimRoutes } from './claim-routes.ts'
import { configRoutes } from './config-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { deadLetterRoutes } from './dead-letter-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { fieldRoutes } from './field-routes.ts'
import { healthRoutes } from './health-routes.ts'
import { overviewRoutes } from './overview-routes.ts'
import { previewRoutes } from './preview-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { ruleChangeRoutes } from './rule-change-routes.ts'
import { ruleRoutes } from './rule-routes.ts'
import { ruleSetRoutes } from './rule-set-routes.ts'
import { ruleTrialRoutes } from './rule-trial-routes.ts'
import { ruleVersionRoutes } from './rule-version-routes.ts'
import { runRoutes } from './run-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { syncRoutes } from './sync-routes.ts'
import { undoRoutes } from './undo-routes.ts'

/** Every route of the API. */
export async function allRoutes(server: Server, context: ApiContext, metrics: Registry): Promise<void> {
  healthRoutes(server, context, metrics)
  sessionRoutes(server, context)
  documentRoutes(server)
  consoleRoutes(server)
  overviewRoutes(server, context)
  queueRoutes(server, context)
  claimRoutes(server, context)
  runRoutes(server, context)
  syncRoutes(server, context)
  deadLetterRoutes(server, context)
  contactRoutes(server, context)
  fieldRoutes(server, context)
  ruleRoutes(server, context)
  ruleChangeRoutes(server, context)
  ruleTrialRoutes(server, context)
  ruleSetRoutes(server, context)
  ruleVersionRoutes(server, context)
  configRoutes(server, context)
  previewRoutes(server, context)
  analyticsRoutes(server, context)
  undoRoutes(server, context)
  auditRoutes(server, context)
}
