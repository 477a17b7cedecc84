import { randomUUID } from 'node:crypto'
import { EloquaError } from '@dwmops/eloqua-client'
import {
  type ComparedContact,
  executeUndo,
  listUndos,
  openUndo,
  plannedContacts,
  planUndo,
  readUndo,
  UndoChangedError,
  type UndoParts,
  type UndoSelection,
  UndoSelectionError,
  UndoUnfinishedError,
} from '@dwmops/undo'
import { jsonOf } from '../../answers.ts'
import { BackgroundWork } from '../../background/background-work.ts'
import { firstSeen } from '../../background/first-seen.ts'
import { followRoutes } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { Exact } from '../../schemas/parts.ts'
import {
  ExecuteUndoSchema,
  UndoPlanSchema,
  type UndoRequest,
  UndoRequestSchema,
  UndoRunSchema,
} from '../../schemas/undo.ts'
import { changedSince, confirmationRequired } from '../../server/preconditions.ts'
import { ProblemError } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['undo']

/** Reverts what washing changed; first as a plan. */
export function undoRoutes(server: Server, context: ApiContext): void {
  const { queueDb } = context
  const work = new BackgroundWork()
  server.addHook('onClose', () => work.stop(new Error('the server stops; the next undo goes on')))
  followRoutes(server, {
    ...{ path: '/undos', noun: 'undo', tags, schema: UndoRunSchema, listedAtMost: 100 },
    list: (limit) => listUndos(queueDb, limit),
    read: (id) => readUndo(queueDb, id),
  })
  planRoute(server, context, work)
  downloadPlan(server, context, work)
  executeRoute(server, context, work)
}

function planRoute(server: Server, context: ApiContext, work: BackgroundWork): void {
  server.post(
    '/undos/plan',
    {
      config: { role: 'operator', heavy: true, unaudited: true },
      schema: {
        tags,
        summary: 'What an undo would revert: reads the history and compares with Eloqua, writes nothing',
        body: UndoRequestSchema,
        response: { 200: UndoPlanSchema },
      },
    },
    async ({ body }) => {
      const parts = partsOf(context, randomUUID(), work.stopping)
      return jsonOf(UndoPlanSchema, await planUndo(parts, selectionOf(body)).catch(refuse))
    },
  )
}

const planColumns: readonly CsvColumn<{
  contact: ComparedContact
  value: ComparedContact['values'][number]
}>[] = [
  ['emailAddress', ({ contact }) => contact.address],
  ['contact', ({ contact }) => contact.contact],
  ['field', ({ value }) => value.field],
  ['now', ({ value }) => value.from],
  ['back to', ({ value }) => value.to],
]

function downloadPlan(server: Server, context: ApiContext, work: BackgroundWork): void {
  server.post(
    '/undos/plan.csv',
    {
      config: { role: 'operator', heavy: true, unaudited: true },
      schema: {
        tags: ['downloads'],
        summary:
          'Each value that an undo would revert; reads the history and compares with Eloqua, writes nothing',
        querystring: Exact({ for: CsvReader }),
        body: UndoRequestSchema,
        response: csvResponse,
      },
    },
    async ({ body, query: { for: reader } }, reply) => {
      const parts = partsOf(context, randomUUID(), work.stopping)
      const contacts = await plannedContacts(parts, selectionOf(body)).catch(refuse)
      return sendCsv(reply, { name: 'undo-plan', reader, columns: planColumns, pages: valuesOf(contacts) })
    },
  )
}

async function* valuesOf(contacts: readonly ComparedContact[]) {
  for (const contact of contacts) yield contact.values.map((value) => ({ contact, value }))
}

function executeRoute(server: Server, context: ApiContext, work: BackgroundWork): void {
  server.post(
    '/undos',
    {
      config: { role: 'operator', heavy: true },
      schema: {
        tags,
        summary: 'Reverts what washing changed; answers once it is planned, and continues in the background',
        body: ExecuteUndoSchema,
        response: { 202: UndoRunSchema },
      },
    },
    async (request, reply) => {
      const { note, plan, ...conditions } = request.body
      if (plan === undefined)
        throw confirmationRequired('plan is required: send the id that POST /undos/plan answers with')
      const id = randomUUID()
      Object.assign(request.facts, { undo: id, ...withoutContact(conditions) })
      const reason = { who: whoAsks(request), ...(note !== undefined && { note }) }
      const selection = selectionOf(conditions)
      const ended = work.start(id, (signal) =>
        executeUndo(partsOf(context, id, signal), selection, { ...reason, plan }),
      )
      const run = await firstSeen(ended, () => readUndo(context.queueDb, id)).catch(refuse)
      ended.catch((error: unknown) => request.log.error({ err: error, undo: id }, 'undo broke off'))
      return reply.code(202).send(jsonOf(UndoRunSchema, run))
    },
  )
}

/** An undo reads and writes Eloqua: without a login there is none. */
function partsOf(
  { queueDb, rulesDb, undoSettings: settings, log }: ApiContext,
  id: string,
  signal: AbortSignal,
): UndoParts {
  if (settings === undefined)
    throw new ProblemError(
      409,
      'UNDO_OFF',
      'this server has no Eloqua credentials: set ELOQUA_COMPANY, ELOQUA_USERNAME and ELOQUA_PASSWORD',
    )
  return openUndo({ id, queueDb, rulesDb, settings, log, signal })
}

function selectionOf({ since, until, note: _, ...rest }: UndoRequest): UndoSelection {
  return {
    ...rest,
    ...(since !== undefined && { since: moment(since) }),
    ...(until !== undefined && { until: moment(until) }),
  }
}

/** The format of a time lets leap seconds through, which are no moment here. */
function moment(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new ProblemError(400, 'INVALID_REQUEST', 'not a valid time')
  return at
}

/** What the log of changes may know: not whose contact it is. */
function withoutContact({ contact, ...rest }: UndoRequest): Record<string, string | boolean> {
  return { ...rest, ...(contact !== undefined && { oneContact: true }) }
}

function refuse(error: unknown): never {
  if (error instanceof UndoSelectionError) throw new ProblemError(400, 'INVALID_REQUEST', error.message)
  if (error instanceof UndoChangedError) throw changedSince(`${error.message}: make a new plan`)
  if (error instanceof UndoUnfinishedError || error instanceof EloquaError)
    throw new ProblemError(503, 'ELOQUA_AWAY', 'Eloqua does not answer, or refuses; nothing was written')
  throw error
}
