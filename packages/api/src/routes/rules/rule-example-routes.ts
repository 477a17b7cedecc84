import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { documentFrom } from '../../rules/documents.ts'
import { changeFacts, publisher, ruleChangedAnswer } from '../../rules/rule-answers.ts'
import { Exact, ListOf, Note } from '../../schemas/parts.ts'
import {
  acceptFailedExamples,
  DocumentSchema,
  ExampleSchema,
  RuleChangedSchema,
  RuleParams,
} from '../../schemas/rule.ts'
import { IfMatchHeaders, quoted, seenEtag } from '../../server/preconditions.ts'
import { notFound } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['rules']
const path = '/rules/:collection/:id/examples'
const OfExample = Type.Object({
  ...RuleParams.properties,
  place: Type.Integer({ minimum: 0, maximum: 1_000 }),
})

/** Examples of a rule, which each publication checks. They are part of the rule, and so of its versions. */
export function ruleExampleRoutes(server: Server, { store }: ApiContext): void {
  server.get(
    path,
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'The examples of a rule, in their order',
        params: RuleParams,
        response: { 200: ListOf(DocumentSchema) },
      },
    },
    async ({ params }, reply) => {
      const { etag, examples } = await ruleWithExamples(store, params)
      reply.header('etag', quoted(etag))
      return { items: examples.map((one) => ({ ...(one as object) })) }
    },
  )
  addExample(server, store)
  removeExample(server, store)
}

function addExample(server: Server, store: ApiContext['store']): void {
  server.post(
    path,
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Adds an example to a rule, as a version; refused unless it comes out as it says',
        params: RuleParams,
        headers: IfMatchHeaders,
        body: Exact({ example: ExampleSchema, note: Type.Optional(Note), acceptFailedExamples }),
        response: { 201: RuleChangedSchema },
      },
    },
    async (request, reply) => {
      const { example, ...options } = request.body
      const answer = await changeExamples(store, request, options, (before) => [...before, example])
      return reply.code(201).header('etag', quoted(answer.rule.etag)).send(answer)
    },
  )
}

function removeExample(server: Server, store: ApiContext['store']): void {
  server.delete(
    `${path}/:place`,
    {
      config: { role: 'editor', heavy: true, wholeSet: true },
      schema: {
        tags,
        summary: 'Removes the example at a place, from 0, as a version',
        params: OfExample,
        headers: IfMatchHeaders,
        querystring: Exact({ note: Type.Optional(Note), acceptFailedExamples }),
        response: { 200: RuleChangedSchema },
      },
    },
    async (request, reply) => {
      const { place } = request.params
      const answer = await changeExamples(store, request, request.query, (before) => {
        if (place >= before.length) throw notFound('this example')
        return before.toSpliced(place, 1)
      })
      return reply.header('etag', quoted(answer.rule.etag)).send(answer)
    },
  )
}

type Asked = Parameters<typeof whoAsks>[0] & {
  readonly params: RuleName
  readonly headers: { readonly 'if-match'?: string }
  readonly facts: Record<string, unknown>
}
type RuleName =
  Parameters<ApiContext['store']['findRule']> extends [infer C, string]
    ? { readonly collection: C; readonly id: string }
    : never

async function changeExamples(
  store: ApiContext['store'],
  request: Asked,
  options: { readonly note?: string; readonly acceptFailedExamples?: boolean },
  change: (before: readonly unknown[]) => readonly unknown[],
) {
  const { collection, id } = request.params
  Object.assign(request.facts, { collection, rule: id })
  const { etag: present, examples, document } = await ruleWithExamples(store, request.params)
  const etag = await seenEtag(request.headers, async () => present)
  const { examples: _, ...rest } = document
  const changed = change(examples)
  const next = documentFrom({ ...rest, ...(changed.length > 0 && { examples: changed }) })
  const who = publisher(whoAsks(request), options.note, options.acceptFailedExamples)
  const report = await store.changeRule({ collection, did: 'changed', id, etag, document: next }, who)
  Object.assign(request.facts, changeFacts(id, report.version))
  return ruleChangedAnswer(report)
}

async function ruleWithExamples(store: ApiContext['store'], { collection, id }: RuleName) {
  const found = await store.findRule(collection, id)
  if (found === undefined) throw notFound('this rule')
  const { examples } = found.document
  return { ...found, examples: Array.isArray(examples) ? (examples as readonly unknown[]) : [] }
}
