import type { RuleVersion as Version } from '@dwmops/rule-store'
import { Type } from 'typebox'
import { iso } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { isNumberPlace, pageOf, placeOf } from '../../paging.ts'
import { seenVersion, versionEtag } from '../../rules/current-version.ts'
import { documentOrNull } from '../../rules/documents.ts'
import { changeFacts, diffAnswer, publishedAnswer, publisher } from '../../rules/rule-answers.ts'
import { Exact, Note, PageOf, PageQuery } from '../../schemas/parts.ts'
import {
  PublishedSchema,
  RuleSetDiffSchema,
  type RuleVersion,
  RuleVersionSchema,
} from '../../schemas/rule.ts'
import { IfMatchHeaders, quoted } from '../../server/preconditions.ts'
import { notFound } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['rule versions']
const config = { role: 'reader' } as const
const number = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })
const OfVersion = Type.Object({ version: number })

/** Published versions: who, when, what, and the way back. */
export function ruleVersionRoutes(server: Server, context: ApiContext): void {
  listVersions(server, context)
  showCurrent(server, context)
  showVersion(server, context)
  diffVersion(server, context)
  rollBack(server, context)
}

function listVersions(server: Server, { store }: ApiContext): void {
  server.get(
    '/rule-versions',
    {
      config,
      schema: {
        tags,
        summary: 'Versions, newest first',
        querystring: PageQuery({}),
        response: { 200: PageOf(RuleVersionSchema) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const before = placeOf(cursor, isNumberPlace)?.[0]
      const found = await store.versions(limit + 1, before)
      return pageOf(found, limit, { place: ({ version }) => [version], answer: versionAnswer })
    },
  )
}

function showCurrent(server: Server, { store }: ApiContext): void {
  server.get(
    '/rule-versions/current',
    {
      config,
      schema: {
        tags,
        summary: 'The version that counts; its ETag is what changes of the whole need in If-Match',
        response: { 200: RuleVersionSchema },
      },
    },
    async (_request, reply) => {
      const found = await store.currentVersion()
      reply.header('etag', quoted(versionEtag(found?.version)))
      if (found === undefined) throw notFound('a published version; send If-Match: "v0" for the first one')
      return versionAnswer(found)
    },
  )
}

function showVersion(server: Server, { store }: ApiContext): void {
  server.get(
    '/rule-versions/:version',
    {
      config,
      schema: { tags, summary: 'One version', params: OfVersion, response: { 200: RuleVersionSchema } },
    },
    async ({ params: { version } }) => {
      const found = await store.version(version)
      if (found === undefined) throw notFound(`version ${version}`)
      return versionAnswer(found)
    },
  )
}

function diffVersion(server: Server, { store }: ApiContext): void {
  server.get(
    '/rule-versions/:version/diff',
    {
      config: { role: 'reader', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'What differs from this version to another one, or to the rules as they are now',
        params: OfVersion,
        querystring: Exact({ to: Type.Optional(number) }),
        response: { 200: RuleSetDiffSchema },
      },
    },
    async ({ params: { version }, query: { to } }) => diffAnswer(await store.diff(version, to ?? 'now')),
  )
}

function rollBack(server: Server, { store }: ApiContext): void {
  server.post(
    '/rule-versions/:version/rollback',
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Publishes the content of this version again, as a new one',
        params: OfVersion,
        headers: IfMatchHeaders,
        body: Exact({ note: Type.Optional(Note) }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { version } = request.params
      const onto = await seenVersion(store, request.headers)
      const report = await store.rollback(version, {
        ...publisher(whoAsks(request), request.body.note),
        onto,
      })
      Object.assign(request.facts, { to: version, ...changeFacts(undefined, report.version) })
      return publishedAnswer(report)
    },
  )
}

function versionAnswer({
  version,
  publishedAt,
  who,
  note,
  rules,
  configs,
  current,
  change,
}: Version): RuleVersion {
  return {
    ...{ version, who, note, rules, configs, current },
    publishedAt: iso(publishedAt),
    change:
      change === undefined
        ? null
        : { ...change, before: documentOrNull(change.before), after: documentOrNull(change.after) },
  }
}
