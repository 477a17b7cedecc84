import type { ApiContext } from '../context.ts'
import type { Server } from '../server/server.ts'
import { packRoutes } from './additions/pack-routes.ts'
import { sheetRoutes } from './additions/sheet-routes.ts'
import { dryRunRoutes } from './contacts/dry-run-routes.ts'
import { downloadPreview } from './downloads/preview-download.ts'
import { downloadUncovered } from './downloads/uncovered-download.ts'
import { analyticsRoutes } from './rules/analytics-routes.ts'
import { configRoutes } from './rules/config-routes.ts'
import { publishPreviewRoutes } from './rules/publish-preview-routes.ts'
import { ruleChangeRoutes } from './rules/rule-change-routes.ts'
import { ruleExampleRoutes } from './rules/rule-example-routes.ts'
import { ruleSetRoutes } from './rules/rule-set-routes.ts'
import { ruleSetTrialRoutes } from './rules/rule-set-trial-routes.ts'
import { ruleTrialRoutes } from './rules/rule-trial-routes.ts'
import { ruleVersionRoutes } from './rules/rule-version-routes.ts'

/** Routes of which some work on whole rule sets (`wholeSet` in their config): those are answered in a thread, which has all of these. */
export function wholeSetRoutes(server: Server, context: ApiContext): void {
  ruleChangeRoutes(server, context)
  ruleExampleRoutes(server, context)
  ruleTrialRoutes(server, context)
  ruleSetRoutes(server, context)
  ruleSetTrialRoutes(server, context)
  sheetRoutes(server, context)
  packRoutes(server, context)
  ruleVersionRoutes(server, context)
  configRoutes(server, context)
  publishPreviewRoutes(server, context)
  analyticsRoutes(server, context)
  dryRunRoutes(server, context)
  downloadPreview(server, context)
  downloadUncovered(server, context)
}
