import { Type } from 'typebox'
import { followRoutes, OfId } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { PreviewRunner } from '../../previews/preview-runner.ts'
import { StoredPreviews } from '../../previews/stored-previews.ts'
import { Exact } from '../../schemas/parts.ts'
import { PreviewSchema, previewStates } from '../../schemas/preview.ts'
import { changedSince, confirmationRequired } from '../../server/preconditions.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'
import { beginPreviewRoute } from './begin-preview-route.ts'

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
  beginPreviewRoute(server, context, (id) => runner.start(id))
  dropPreview(server, context, previews, runner)
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
      const found = await previews.read(id)
      if (found === undefined) throw notFound('this preview')
      const { state } = found
      if (state !== seen) throw changedSince(`the preview is ${state} now`)
      runner.cancel(id)
      await store.drafts.drop(id)
      await previews.drop(id)
      return reply.code(204).send(null)
    },
  )
}
