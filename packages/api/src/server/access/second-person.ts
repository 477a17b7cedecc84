import type { ApiContext } from '../../context.ts'
import { StoredPreviews } from '../../previews/stored-previews.ts'
import { notFound, ProblemError } from '../problem.ts'
import { type Server, whoAsks } from '../server.ts'

/** Routes that would publish without anybody else having seen it. A rollback is none: its content was in force, and it may be urgent. */
const direct: ReadonlySet<string> = new Set([
  'POST /rules/:collection',
  'PUT /rules/:collection/:id',
  'DELETE /rules/:collection/:id',
  'POST /rules/:collection/:id/examples',
  'DELETE /rules/:collection/:id/examples/:place',
  'PUT /rule-set',
  'POST /rule-set/sheet',
  'POST /rule-packs/:name',
  'PUT /configs/:name',
])
const publishing = 'POST /previews/:id/publish'

/** Whether rules are published by another person than the one who changed them. */
export function needsSecondPerson({ environment, apiSecondPerson }: ApiContext['settings']): boolean {
  return environment === 'prod' && apiSecondPerson
}

/** Where that is set, lets rules be published in prod only by way of a preview, by another person than the one who began it. */
export function secondPerson(server: Server, { queueDb, settings }: ApiContext): void {
  if (!needsSecondPerson(settings)) return
  const previews = new StoredPreviews(queueDb)
  server.addHook('preHandler', async (request) => {
    const route = `${request.method} ${request.routeOptions.url}`
    const { dryRun } = request.query as { readonly dryRun?: boolean }
    if (direct.has(route) && dryRun !== true)
      throw refusal('rules are published here by way of a preview, which another person publishes')
    if (route !== publishing) return
    const preview = await previews.read((request.params as { readonly id: string }).id)
    // a draft that dwm kept: nobody has seen here what it does, and dwm knows who made it
    if (preview === undefined) throw notFound('this preview')
    if (preview.who === whoAsks(request))
      throw refusal('you began this preview: another person has to publish it')
  })
}

function refusal(detail: string): ProblemError {
  return new ProblemError(403, 'SECOND_PERSON_NEEDED', detail)
}
