import { PublishConflictError } from '@dwmops/rule-store'
import { Type } from 'typebox'
import { OfId } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { StoredPreviews } from '../../previews/stored-previews.ts'
import { changeFacts, publishedAnswer, publisher } from '../../rules/rule-answers.ts'
import { Exact, Note } from '../../schemas/parts.ts'
import { acceptFailedExamples, PublishedSchema } from '../../schemas/rule.ts'
import { changedSince } from '../../server/preconditions.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['previews']

/** What was previewed, published. */
export function publishPreviewRoutes(server: Server, { queueDb, store }: ApiContext): void {
  const previews = new StoredPreviews(queueDb)
  server.post(
    '/previews/:id/publish',
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Publishes what was previewed unless the rules are others by now (412)',
        params: OfId,
        body: Exact({ note: Type.Optional(Note), acceptFailedExamples }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { id } = request.params
      request.facts['preview'] = id
      const report = await store.drafts
        .publish(id, publisher(whoAsks(request), request.body.note, request.body.acceptFailedExamples))
        .catch(refuseOtherGround)
      Object.assign(request.facts, changeFacts(undefined, report.version))
      if (report.version !== undefined)
        await previews.end(id, { state: 'published', version: report.version })
      return publishedAnswer(report)
    },
  )
}

function refuseOtherGround(error: unknown): never {
  if (!(error instanceof PublishConflictError)) throw error
  throw changedSince('the rules have changed since this preview: preview again')
}
