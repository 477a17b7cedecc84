import { diffSets } from '@dwmops/rule-store'
import type { ApiContext } from '../../context.ts'
import { changedSet } from '../../previews/changed-set.ts'
import { keptDiff, StoredPreviews } from '../../previews/stored-previews.ts'
import { diffAnswer, publisher } from '../../rules/rule-answers.ts'
import { PreviewRequestSchema, PreviewSchema } from '../../schemas/preview.ts'
import { notFound } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

/**
 * Keeps the rules that are to be previewed as a draft, in the thread of whole rule sets. The server is told its id by `onBegun` before the
 * answer leaves, and works on it.
 */
export function beginPreviewRoute(
  server: Server,
  { queueDb, settings, store: { drafts } }: ApiContext,
  onBegun: (id: string) => void = () => undefined,
): void {
  const previews = new StoredPreviews(queueDb)
  server.post(
    '/previews',
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      onSend: async (request, reply) => {
        if (reply.statusCode === 202) onBegun(String(request.facts['preview']))
      },
      schema: {
        tags: ['previews'],
        summary: 'Begins a preview; GET /previews/{id} shows when it is done',
        body: PreviewRequestSchema,
        response: { 202: PreviewSchema },
      },
    },
    async (request, reply) => {
      const { changes, note, over, ...other } = request.body
      const { set: now, basis } = await drafts.ground()
      const set = await changedSet({ ...other, ...(changes && { changes }) }, now, settings.configName)
      const who = whoAsks(request)
      const draft = await drafts.keep(set, { ...publisher(who, note), basis })
      Object.assign(request.facts, { preview: draft.id, changes: changes?.length ?? 'whole set' })
      await previews.add({
        ...{ _id: draft.id, who, note: draft.note, createdAt: draft.createdAt, over },
        changes: changes === undefined ? null : JSON.stringify(changes),
        diff: keptDiff(diffAnswer(diffSets(now, set))),
      })
      const begun = await previews.read(draft.id)
      if (begun === undefined) throw notFound('this preview')
      return reply.code(202).send(begun)
    },
  )
}
