import type { RuleComment as Stored } from '@dwmops/rule-store'
import { iso } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { Exact, ListOf } from '../../schemas/parts.ts'
import { CommentText, type RuleComment, RuleCommentSchema, RuleParams } from '../../schemas/rule.ts'
import { notFound } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

const tags = ['rules']
const path = '/rules/:collection/:id/comments'

/** What people say of a rule, beside its versions. */
export function ruleCommentRoutes(server: Server, { store }: ApiContext): void {
  server.get(
    path,
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'Comments on a rule, newest first, at most 200; they outlive it',
        params: RuleParams,
        response: { 200: ListOf(RuleCommentSchema) },
      },
    },
    async ({ params }) => ({ items: (await store.comments.list(params)).map(commentAnswer) }),
  )
  server.post(
    path,
    {
      config: { role: 'editor' },
      schema: {
        tags,
        summary: 'Comments on a rule',
        params: RuleParams,
        body: Exact({ text: CommentText }),
        response: { 201: RuleCommentSchema },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      Object.assign(request.facts, { collection: params.collection, rule: params.id })
      if ((await store.findRule(params.collection, params.id)) === undefined) throw notFound('this rule')
      const comment = await store.comments.add(params, { who: whoAsks(request), text: body.text })
      return reply.code(201).send(commentAnswer(comment))
    },
  )
}

function commentAnswer({ at, ...comment }: Stored): RuleComment {
  return { ...comment, at: iso(at) }
}
