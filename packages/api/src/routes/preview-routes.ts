import type { RuleSet } from '@dwmops/rule-store'
import { Type } from 'typebox'
import { followRoutes, OfId } from '../background/follow-routes.ts'
import type { ApiContext } from '../context.ts'
import { applyChanges } from '../previews/apply-changes.ts'
import { PreviewRunner } from '../previews/preview-runner.ts'
import { StoredPreviews } from '../previews/stored-previews.ts'
import { completeSet } from '../rules/complete-set.ts'
import { changeFacts, publisher } from '../rules/rule-answers.ts'
import { Exact, Note } from '../schemas/parts.ts'
import { type PreviewRequest, PreviewRequestSchema, PreviewSchema } from '../schemas/preview.ts'
import { PublishedSchema } from '../schemas/rule.ts'
import { notFound, ProblemError } from '../server/problem.ts'
import { type Server, whoAsks } from '../server/server.ts'
import { diffAnswer, publishedAnswer } from './rule-set-routes.ts'

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
  publishPreview(server, context, previews)
  dropPreview(server, context, previews, runner)
}

function beginPreview(
  server: Server,
  { store, settings }: ApiContext,
  previews: StoredPreviews,
  runner: PreviewRunner,
): void {
  server.post(
    '/previews',
    {
      bodyLimit: settings.apiBodyMaxBytes,
      config: { role: 'editor', heavy: true },
      schema: {
        tags,
        summary: 'Begins a preview; GET /previews/{id} shows when it is done',
        body: PreviewRequestSchema,
        response: { 202: PreviewSchema },
      },
    },
    async (request, reply) => {
      const { changes, note, over } = request.body
      const set = changedSet(request.body, await store.exportSet())
      const { id: _id, ...draft } = await store.drafts.keep(set, publisher(whoAsks(request), note))
      Object.assign(request.facts, { preview: _id, changes: changes?.length ?? 'whole set' })
      const { who, createdAt } = draft
      const diff = diffAnswer(await store.diff('now', set))
      await previews.add({ _id, who, note: draft.note, createdAt, over, changes, diff })
      runner.start(_id, { set, over })
      return reply.code(202).send(await previewOf(previews, _id))
    },
  )
}

function publishPreview(server: Server, { store }: ApiContext, previews: StoredPreviews): void {
  server.post(
    '/previews/:id/publish',
    {
      config: { role: 'editor', heavy: true },
      schema: {
        tags,
        summary: 'Publishes what was previewed, unless the rules are others by now (409)',
        params: OfId,
        body: Exact({ note: Type.Optional(Note) }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { id } = request.params
      request.facts['preview'] = id
      const report = await store.drafts.publish(id, publisher(whoAsks(request), request.body.note))
      Object.assign(request.facts, changeFacts(undefined, report.version))
      if (report.version !== undefined)
        await previews.end(id, { state: 'published', version: report.version })
      return publishedAnswer(report)
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
      schema: { tags, summary: 'Throws a preview away', params: OfId, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { id } = request.params
      request.facts['preview'] = id
      await previewOf(previews, id)
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

function changedSet({ changes, set }: PreviewRequest, now: RuleSet): RuleSet {
  if (changes !== undefined && set === undefined) return applyChanges(now, changes)
  if (set !== undefined && changes === undefined) return completeSet(set, now)
  throw new ProblemError(400, 'INVALID_REQUEST', 'say either changes or set')
}
