import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { withSheet, withSoundSheet } from '../../rules/with-sheet.ts'
import { SheetPlanSchema, SheetSchema } from '../../schemas/addition.ts'
import { Exact, Note } from '../../schemas/parts.ts'
import { acceptFailedExamples, PublishedSchema } from '../../schemas/rule.ts'
import { IfMatchHeaders } from '../../server/preconditions.ts'
import type { Server } from '../../server/server.ts'
import { planAddition, publishAddition } from './publish-addition.ts'

const tags = ['rule sets']

/** Rules out of a spreadsheet, beside those that are there. */
export function sheetRoutes(server: Server, context: ApiContext): void {
  planSheet(server, context)
  publishSheet(server, context)
}

function planSheet(server: Server, { store, settings }: ApiContext): void {
  server.post(
    '/rule-set/sheet/plan',
    {
      bodyLimit: settings.apiBodyMaxBytes,
      config: { role: 'editor', heavy: true, unaudited: true, wholeSet: true },
      schema: {
        tags,
        summary: 'What the rules of a sheet would change; nothing is written',
        description: 'Blank values, missing cells, contradictions and duplicates are reported by line.',
        body: SheetSchema,
        response: { 200: SheetPlanSchema },
      },
    },
    async ({ body }) => {
      const { plan, made } = await planAddition(store, (now) => withSheet(now, body))
      const { rules, duplicates, errors } = made.read
      return { ...plan, rules: rules.length, duplicates: [...duplicates], errors: [...errors] }
    },
  )
}

function publishSheet(server: Server, { store, settings }: ApiContext): void {
  server.post(
    '/rule-set/sheet',
    {
      bodyLimit: settings.apiBodyMaxBytes,
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Publishes the rules of a sheet beside those that are there',
        description:
          'A rule that looks for the same keeps its place and gets the result of the sheet. If-Match is the ETag of /rule-versions/current, or of the plan.',
        headers: IfMatchHeaders,
        body: Exact({ sheet: SheetSchema, note: Type.Optional(Note), acceptFailedExamples }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { sheet, note, acceptFailedExamples: accept } = request.body
      request.facts['collection'] = sheet.as
      return publishAddition(store, request, {
        note,
        acceptFailedExamples: accept,
        change: (now) => withSoundSheet(now, sheet),
      })
    },
  )
}
