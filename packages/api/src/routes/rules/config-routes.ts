import type { RuleStore, StoredRule } from '@dwmops/rule-store'
import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { documentAnswer, documentFrom } from '../../rules/documents.ts'
import { changeFacts, publisher } from '../../rules/rule-answers.ts'
import { ListOf } from '../../schemas/parts.ts'
import { type Config, ConfigChangedSchema, ConfigSchema, DocumentChangeSchema } from '../../schemas/rule.ts'
import { IfMatchHeaders, quoted, seenEtag } from '../../server/preconditions.ts'
import { notFound, ProblemError } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['configs']
const OfName = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) })

/** Configs: which fields are washed, how, in which order. */
export function configRoutes(server: Server, context: ApiContext): void {
  listConfigs(server, context)
  showConfig(server, context)
  changeConfig(server, context)
}

function listConfigs(server: Server, { store }: ApiContext): void {
  server.get(
    '/configs',
    {
      config: { role: 'reader' },
      schema: { tags, summary: 'All configs', response: { 200: ListOf(ConfigSchema) } },
    },
    async () => ({ items: (await store.configs()).map(configAnswer) }),
  )
}

function showConfig(server: Server, { store }: ApiContext): void {
  server.get(
    '/configs/:name',
    {
      config: { role: 'reader' },
      schema: { tags, summary: 'One config, with its ETag', params: OfName, response: { 200: ConfigSchema } },
    },
    async ({ params: { name } }, reply) => {
      const found = await configNamed(store, name)
      reply.header('etag', quoted(found.etag))
      return configAnswer(found)
    },
  )
}

function changeConfig(server: Server, { store }: ApiContext): void {
  server.put(
    '/configs/:name',
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Changes a config; it keeps its name',
        params: OfName,
        headers: IfMatchHeaders,
        body: DocumentChangeSchema,
        response: { 200: ConfigChangedSchema },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      request.facts['config'] = name
      const { id, etag: present } = await configNamed(store, name)
      const etag = await seenEtag(request.headers, async () => present)
      const document = documentFrom(request.body.document)
      if (document['configName'] !== name)
        throw new ProblemError(400, 'INVALID_REQUEST', `configName must stay ${name}`)
      const change = { collection: 'config', did: 'changed', id, etag, document } as const
      const { rule, version, findings } = await store.changeRule(
        change,
        publisher(whoAsks(request), request.body.note, request.body.acceptFailedExamples),
      )
      Object.assign(request.facts, changeFacts(undefined, version))
      if (rule === undefined) throw notFound('the config that was changed')
      reply.header('etag', quoted(rule.etag))
      return { config: configAnswer(rule), version: version ?? null, findings: [...findings] }
    },
  )
}

async function configNamed(store: RuleStore, name: string): Promise<StoredRule<'config'>> {
  const found = (await store.configs()).find(({ document }) => document['configName'] === name)
  if (found === undefined) throw notFound('config with this name')
  return found
}

function configAnswer({ id, etag, document }: StoredRule): Config {
  return { name: String(document['configName']), id, etag, document: documentAnswer(document) }
}
