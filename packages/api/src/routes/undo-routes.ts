import { randomUUID } from 'node:crypto'
import { EloquaError } from '@dwmops/eloqua-client'
import {
  executeUndo,
  listUndos,
  openUndo,
  planUndo,
  readUndo,
  type UndoParts,
  type UndoRun,
  type UndoSelection,
  UndoSelectionError,
  UndoUnfinishedError,
} from '@dwmops/undo'
import { Type } from 'typebox'
import { jsonOf } from '../answers.ts'
import type { ApiContext } from '../context.ts'
import { firstSeen } from '../first-seen.ts'
import { ListOf } from '../schemas/parts.ts'
import { UndoPlanSchema, type UndoRequest, UndoRequestSchema, UndoRunSchema } from '../schemas/undo.ts'
import { notFound, ProblemError } from '../server/problem.ts'
import { type Server, whoAsks } from '../server/server.ts'

const tags = ['undo']
const undosListed = 100

/** Puts former values back; first as a plan. */
export function undoRoutes(server: Server, context: ApiContext): void {
  const { queueDb } = context
  const stopping = new AbortController()
  server.addHook('onClose', async () => stopping.abort(new Error('the server stops; the next undo goes on')))
  readingRoutes(server, queueDb)
  server.post(
    '/undos/plan',
    {
      config: { role: 'operator', heavy: true, unaudited: true },
      schema: {
        tags,
        summary: 'What an undo would put back: reads the history and compares with Eloqua, writes nothing',
        body: UndoRequestSchema,
        response: { 200: UndoPlanSchema },
      },
    },
    async ({ body }) => {
      const parts = partsOf(context, stopping.signal)
      return jsonOf(UndoPlanSchema, await planUndo(parts, selectionOf(body)).catch(refuse))
    },
  )
  server.post(
    '/undos',
    {
      config: { role: 'operator', heavy: true },
      schema: {
        tags,
        summary: 'Puts former values back; answers once it is planned, and goes on by itself',
        body: UndoRequestSchema,
        response: { 202: UndoRunSchema },
      },
    },
    async (request, reply) => {
      const { note, ...conditions } = request.body
      const parts = partsOf(context, stopping.signal)
      const id = parts.context.runId
      Object.assign(request.facts, { undo: id, ...withoutContact(conditions) })
      const reason = { who: whoAsks(request), ...(note !== undefined && { note }) }
      const ended = executeUndo(parts, selectionOf(conditions), reason)
      const run = await firstSeen(ended, () => readUndo(queueDb, id)).catch(refuse)
      ended.catch((error: unknown) => request.log.error({ err: error, undo: id }, 'undo broke off'))
      return reply.code(202).send(jsonOf(UndoRunSchema, run))
    },
  )
}

function readingRoutes(server: Server, queueDb: ApiContext['queueDb']): void {
  const config = { role: 'reader' } as const
  server.get(
    '/undos',
    {
      config,
      schema: {
        tags,
        summary: `Undos, newest first, at most ${undosListed}`,
        response: { 200: ListOf(UndoRunSchema) },
      },
    },
    async () => jsonOf(ListOf(UndoRunSchema), { items: await listUndos(queueDb, undosListed) }),
  )
  server.get(
    '/undos/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One undo',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }),
        response: { 200: UndoRunSchema },
      },
    },
    async ({ params: { id } }) => {
      const found: UndoRun | undefined = await readUndo(queueDb, id)
      if (found === undefined) throw notFound('this undo')
      return jsonOf(UndoRunSchema, found)
    },
  )
}

/** An undo reads and writes Eloqua: without a login there is none. */
function partsOf(
  { queueDb, rulesDb, undoSettings: settings, log }: ApiContext,
  signal: AbortSignal,
): UndoParts {
  if (settings === undefined)
    throw new ProblemError(
      409,
      'UNDO_OFF',
      'this server has no login to Eloqua: set ELOQUA_COMPANY and the like',
    )
  return openUndo({ id: randomUUID(), queueDb, rulesDb, settings, log, signal })
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
  if (Number.isNaN(at.getTime())) throw new ProblemError(400, 'INVALID_REQUEST', 'this is no moment in time')
  return at
}

/** What the log of changes may know: not whose contact it is. */
function withoutContact({ contact, ...rest }: UndoRequest): Record<string, string | boolean> {
  return { ...rest, ...(contact !== undefined && { oneContact: true }) }
}

function refuse(error: unknown): never {
  if (error instanceof UndoSelectionError) throw new ProblemError(400, 'INVALID_REQUEST', error.message)
  if (error instanceof UndoUnfinishedError || error instanceof EloquaError)
    throw new ProblemError(503, 'ELOQUA_AWAY', 'Eloqua does not answer, or refuses; nothing was written')
  throw error
}
