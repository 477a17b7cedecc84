import { byCollection, judgeSet, type RuleSet } from '@dwmops/rule-store'
import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { completeSet } from '../../rules/complete-set.ts'
import { seenVersion, versionEtag } from '../../rules/current-version.ts'
import { documentAnswer } from '../../rules/documents.ts'
import { changeFacts, publishedAnswer, publisher } from '../../rules/rule-answers.ts'
import { LintFindingSchema } from '../../schemas/lint-finding.ts'
import { Exact, Note } from '../../schemas/parts.ts'
import { acceptFailedExamples, PublishedSchema, type RuleSetBody, RuleSetSchema } from '../../schemas/rule.ts'
import { IfMatchHeaders, quoted } from '../../server/preconditions.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['rule sets']
const nothing: RuleSet = { rules: byCollection(() => []), configs: [] }

/** All rules and configs at once. */
export function ruleSetRoutes(server: Server, context: ApiContext): void {
  exportSet(server, context)
  importSet(server, context)
  lintSet(server, context)
}

function exportSet(server: Server, { store }: ApiContext): void {
  server.get(
    '/rule-set',
    {
      config: { role: 'reader', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Exports all rules and configs, as they are or as a version has them',
        querystring: Exact({ version: Type.Optional(Type.Integer({ minimum: 1 })) }),
        response: { 200: RuleSetSchema },
      },
    },
    async ({ query: { version } }, reply) => {
      const current = (await store.currentVersion())?.version
      const set = version === undefined ? await store.exportSet() : await store.versionSet(version)
      reply.header('etag', quoted(versionEtag(version ?? current)))
      return setAnswer(set)
    },
  )
}

function importSet(server: Server, { store, settings }: ApiContext): void {
  server.put(
    '/rule-set',
    {
      bodyLimit: settings.apiBodyMaxBytes,
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Imports rules, configs or both as a new version, all of it or nothing',
        description:
          'A part that is left out stays as it is. A collection that `rules` leaves out must be empty already. If-Match is the ETag of /rule-versions/current.',
        headers: IfMatchHeaders,
        querystring: Exact({
          dryRun: Type.Boolean({ default: false }),
          acceptErrors: Type.Boolean({ default: false }),
          acceptFailedExamples,
          note: Type.Optional(Note),
        }),
        body: Type.Partial(RuleSetSchema, { additionalProperties: false, minProperties: 1 }),
        response: { 200: PublishedSchema },
      },
    },
    async (request) => {
      const { dryRun, acceptErrors, note, acceptFailedExamples: accept } = request.query
      const onto = await seenVersion(store, request.headers)
      const set = completeSet(request.body, await store.exportSet())
      const report = await store.publish(set, {
        ...{ ...publisher(whoAsks(request), note, accept ?? dryRun), onto, dryRun },
        acceptErrors: acceptErrors || dryRun,
      })
      Object.assign(request.facts, { dryRun, ...changeFacts(undefined, report.version) })
      return publishedAnswer(report)
    },
  )
}

function lintSet(server: Server, { settings }: ApiContext): void {
  server.post(
    '/rule-set/lint',
    {
      bodyLimit: settings.apiBodyMaxBytes,
      config: { role: 'editor', heavy: true, unaudited: true, wholeSet: true },
      schema: {
        tags,
        summary: 'What is wrong with a whole set; nothing is written',
        body: RuleSetSchema,
        response: { 200: Type.Object({ findings: Type.Array(LintFindingSchema) }) },
      },
    },
    async ({ body }) => ({ findings: [...(await judgeSet(completeSet(body, nothing)))] }),
  )
}

function setAnswer({ rules, configs }: RuleSet): RuleSetBody {
  const lists = byCollection((collection) => rules[collection].map(documentAnswer))
  return { rules: lists, configs: configs.map(documentAnswer) }
}
