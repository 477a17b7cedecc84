import { Type } from 'typebox'
import { followRoutes, OfId } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { PreviewRunner } from '../../previews/preview-runner.ts'
import { StoredPreviews } from '../../previews/stored-previews.ts'
import { Exact } from '../../schemas/parts.ts'
import { PreviewRequestSchema, PreviewSchema, previewStates } from '../../schemas/preview.ts'
import { changedSince, confirmationRequired } from '../../server/preconditions.ts'
import { notFound } from '../../server/problem.ts'
import { bytesOf } from '../../server/raw-bodies.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['previews']

/** Changed rules before they are published: what they would do to contacts, then publish or throw away. */
export function previewRoutes(server: Server, context: ApiContext): void {
  const previews = new StoredPreviews(context.queueDb)
  const runner = new PreviewRunner(context, previews)
  server.addHook('onClose', () => runner.stop())
  followRoutes(server, {
    ...{ path: '/previews', noun: 'preview', tags, schema: PreviewSchema, listedAtMost: 50 },
    list: (limit) => previews.list(limit),
    read: (id) => previews.read(id),
  })
  beginPreview(server, context, previews, runner)
  dropPreview(server, context, previews, runner)
}

function beginPreview(
  server: Server,
  { settings }: ApiContext,
  previews: StoredPreviews,
  runner: PreviewRunner,
): void {
  server.post(
    '/previews',
    {
      bodyLimit: settings.apiBodyMaxBytes,
      config: { role: 'editor', heavy: true, largeBody: true },
      schema: {
        tags,
        summary: 'Begins a preview; GET /previews/{id} shows when it is done',
        body: PreviewRequestSchema,
        response: { 202: PreviewSchema },
      },
    },
    async (request, reply) => {
      const who = whoAsks(request)
      const { id: _id, changeCount, ...draft } = await runner.makeDraft(bytesOf(request), who)
      Object.assign(request.facts, { preview: _id, changes: changeCount ?? 'whole set' })
      await previews.add({ _id, who, ...draft })
      runner.start(_id, draft.over)
      return reply.code(202).send(await previewOf(previews, _id))
    },
  )
}

function dropPreview(
  server: Server,
  { store }: ApiContext,
  previews: StoredPreviews,
  runner: PreviewRunner,
): void {
  server.delete(
    '/previews/:id',
    {
      config: { role: 'editor' },
      schema: {
        tags,
        summary: 'Throws a preview away',
        params: OfId,
        querystring: Exact({
          state: Type.Optional(
            Type.Enum(previewStates, {
              description: 'in which you saw it; needed (428). 412 when it is in another by now',
            }),
          ),
        }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      request.facts['preview'] = id
      const { state: seen } = request.query
      if (seen === undefined)
        throw confirmationRequired('state is required: send the one that GET /previews/{id} answers with')
      const { state } = await previewOf(previews, id)
      if (state !== seen) throw changedSince(`the preview is ${state} now`)
      runner.cancel(id)
      await store.drafts.drop(id)
      await previews.drop(id)
      return reply.code(204).send(null)
    },
  )
}

async function previewOf(previews: StoredPreviews, id: string) {
  const found = await previews.read(id)
  if (found === undefined) throw notFound('this preview')
  return found
}
