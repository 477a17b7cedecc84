import { type PreviewedChange, previewedChanges } from '@dwmops/insight'
import { OfId } from '../../background/follow-routes.ts'
import type { ApiContext } from '../../context.ts'
import { type CsvColumn, CsvReader, csvResponse, sendCsv } from '../../csv/csv-answer.ts'
import { StoredPreviews } from '../../previews/stored-previews.ts'
import { Exact } from '../../schemas/parts.ts'
import { notFound, ProblemError } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'

const columns: readonly CsvColumn<PreviewedChange>[] = [
  ['emailAddress', ({ record }) => record['emailAddress']],
  ['contact', ({ record }) => record['ContactID']],
  ['field', ({ field }) => field],
  ['exported as', ({ given }) => given],
  ['by the present rules', ({ present }) => present],
  ['by the changed rules', ({ changed }) => changed],
  ['ruleType', ({ ruleType }) => ruleType],
  ['ruleId', ({ ruleId }) => ruleId],
]

/** What a preview counts, contact by contact. */
export function downloadPreview(server: Server, context: ApiContext): void {
  const { queueDb, rulesDb, store, settings } = context
  const previews = new StoredPreviews(queueDb)
  server.get(
    '/previews/:id/changes.csv',
    {
      config: { role: 'reader', heavy: true, wholeSet: true },
      schema: {
        tags: ['downloads'],
        summary:
          'Each contact and field that would come out differently, unless the rules are others by now (409)',
        params: OfId,
        querystring: Exact({ for: CsvReader }),
        response: csvResponse,
      },
    },
    async ({ params: { id }, query: { for: reader } }, reply) => {
      const preview = await previews.read(id)
      if (preview?.preview == null || preview.state !== 'done')
        throw notFound('finished, unpublished preview with this id')
      const set = await store.drafts.set(id)
      const { configName } = settings
      const { basis, pages } = await previewedChanges(
        { queueDb, rulesDb },
        { set, configName, over: preview.over },
      )
      if (basis !== preview.preview.basis) throw otherRules()
      return sendCsv(reply, { name: `preview-${id}`, reader, columns, pages })
    },
  )
}

function otherRules(): ProblemError {
  return new ProblemError(
    409,
    'RULES_PUBLISH_CONFLICT',
    'the rules have changed since this was previewed: preview the changes again',
  )
}
