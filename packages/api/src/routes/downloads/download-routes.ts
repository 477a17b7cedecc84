import type { ApiContext } from '../../context.ts'
import type { Server } from '../../server/server.ts'
import { downloadDeadLetters } from './dead-letters-download.ts'
import { downloadRules } from './rules-download.ts'
import { downloadRunChanges } from './run-changes-download.ts'
import { downloadSheet } from './sheet-download.ts'

/** Lists as CSV, for spreadsheets and programs. */
export function downloadRoutes(server: Server, context: ApiContext): void {
  downloadRunChanges(server, context)
  downloadDeadLetters(server, context)
  downloadRules(server, context)
  downloadSheet(server, context)
}
