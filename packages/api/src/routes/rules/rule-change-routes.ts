import type { RuleCollection } from '@dwmops/rule-store'
import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { documentFrom } from '../../rules/documents.ts'
import { changeFacts, publisher, ruleChangedAnswer } from '../../rules/rule-answers.ts'
import { Exact, Note } from '../../schemas/parts.ts'
import {
  acceptFailedExamples,
  DocumentChangeSchema,
  OfCollection,
  RuleChangedSchema,
  RuleDraftSchema,
  RuleParams,
  VersionNumberSchema,
} from '../../schemas/rule.ts'
import { IfMatchHeaders, quoted, seenEtag } from '../../server/preconditions.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['rules']
const config = { role: 'editor', heavy: true, wholeSet: true } as const

/** Rules made, changed and deleted one by one; each change is a version. */
export function ruleChangeRoutes(server: Server, { store }: ApiContext): void {
  creationRoute(server, store)
  changeRoute(server, store)
  deletionRoute(server, store)
}

function creationRoute(server: Server, store: ApiContext['store']): void {
  server.post(
    '/rules/:collection',
    {
      config,
      schema: {
        tags,
        summary: 'Makes a rule, at the end of its collection or before another one',
        params: OfCollection,
        body: RuleDraftSchema,
        response: { 201: RuleChangedSchema },
      },
    },
    async (request, reply) => {
      const { collection } = request.params
      const { document: sent, note, before, acceptFailedExamples: accept } = request.body
      request.facts['collection'] = collection
      const where = before === undefined ? {} : { before }
      const change = { collection, did: 'created', document: documentFrom(sent), ...where } as const
      const report = await store.changeRule(change, publisher(whoAsks(request), note, accept))
      Object.assign(request.facts, changeFacts(report.rule?.id, report.version))
      const answer = ruleChangedAnswer(report)
      return reply.code(201).header('etag', quoted(answer.rule.etag)).send(answer)
    },
  )
}

function changeRoute(server: Server, store: ApiContext['store']): void {
  server.put(
    '/rules/:collection/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Changes a rule; it keeps its place',
        params: RuleParams,
        headers: IfMatchHeaders,
        body: DocumentChangeSchema,
        response: { 200: RuleChangedSchema },
      },
    },
    async (request, reply) => {
      const { collection, id } = request.params
      Object.assign(request.facts, { collection, rule: id })
      const etag = await seenEtag(request.headers, () => etagOf(store, collection, id))
      const document = documentFrom(request.body.document)
      const change = { collection, did: 'changed', id, etag, document } as const
      const { note, acceptFailedExamples: accept } = request.body
      const report = await store.changeRule(change, publisher(whoAsks(request), note, accept))
      Object.assign(request.facts, changeFacts(id, report.version))
      const answer = ruleChangedAnswer(report)
      return reply.header('etag', quoted(answer.rule.etag)).send(answer)
    },
  )
}

function deletionRoute(server: Server, store: ApiContext['store']): void {
  server.delete(
    '/rules/:collection/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Deletes a rule',
        params: RuleParams,
        headers: IfMatchHeaders,
        querystring: Exact({ note: Type.Optional(Note), acceptFailedExamples }),
        response: { 200: VersionNumberSchema },
      },
    },
    async (request) => {
      const { collection, id } = request.params
      Object.assign(request.facts, { collection, rule: id })
      const etag = await seenEtag(request.headers, () => etagOf(store, collection, id))
      const change = { collection, did: 'deleted', id, etag } as const
      const { note, acceptFailedExamples: accept } = request.query
      const { version } = await store.changeRule(change, publisher(whoAsks(request), note, accept))
      Object.assign(request.facts, changeFacts(id, version))
      return { version: version ?? null }
    },
  )
}

async function etagOf(
  store: ApiContext['store'],
  collection: RuleCollection,
  id: string,
): Promise<string | undefined> {
  return (await store.findRule(collection, id))?.etag
}
