import { PublishConflictError } from '@dwmops/rule-store'
import { Type } from 'typebox'
import { OfId } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { StoredPreviews } from '../../previews/stored-previews.ts'
import { changeFacts, publishedAnswer, publisher } from '../../rules/rule-answers.ts'
import { Exact, Note } from '../../schemas/parts.ts'
import type { Preview } from '../../schemas/preview.ts'
import { acceptFailedExamples, PublishedSchema } from '../../schemas/rule.ts'
import { changedSince } from '../../server/preconditions.ts'
import { notFound, ProblemError } from '../../server/problem.ts'
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
        summary: 'Publishes what was previewed and is done (409), unless the rules are others by now (412)',
        params: OfId,
        body: Exact({ note: Type.Optional(Note), acceptFailedExamples }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { id } = request.params
      request.facts['preview'] = id
      refuseUnseen(await previews.read(id))
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

/** What a preview that is not done would do has been seen by nobody. */
function refuseUnseen(preview: Preview | undefined): void {
  if (preview === undefined) throw notFound('this preview')
  const { state, version } = preview
  if (state === 'done') return
  const detail = {
    running: 'the preview is still running: wait until it is done, and look at it',
    failed: 'the preview could not be made: nobody has seen what it does; preview again',
    published: `the preview is published already, as version ${version}`,
  }[state]
  throw new ProblemError(409, 'PREVIEW_NOT_DONE', detail)
}

function refuseOtherGround(error: unknown): never {
  if (!(error instanceof PublishConflictError)) throw error
  throw changedSince('the rules have changed since this preview: preview again')
}
