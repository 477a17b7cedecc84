import { Type } from 'typebox'
import type { ApiContext } from '../../context.ts'
import { documentFrom } from '../../rules/documents.ts'
import { tryRule } from '../../rules/try-rule.ts'
import { LintFindingSchema } from '../../schemas/lint-finding.ts'
import { Exact, ListOf, Nullable } from '../../schemas/parts.ts'
import { DocumentSchema, OfCollection } from '../../schemas/rule.ts'
import type { Server } from '../../server/server.ts'

const tags = ['rules']

/** A rule before it is published: what is wrong with it, and what it does. Nothing is written, so the log of changes has nothing of it. */
export function ruleTrialRoutes(server: Server, context: ApiContext): void {
  lintRule(server, context)
  tryOut(server)
}

function lintRule(server: Server, { store }: ApiContext): void {
  server.post(
    '/rules/:collection/lint',
    {
      config: { role: 'editor', unaudited: true, wholeSet: true },
      schema: {
        tags,
        summary: 'What is wrong with a rule, by itself and beside those that a value meets together with it',
        params: OfCollection,
        body: Exact({
          document: DocumentSchema,
          id: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        }),
        response: { 200: Type.Object({ findings: Type.Array(LintFindingSchema) }) },
      },
    },
    async ({ params: { collection }, body: { document: sent, id } }) => {
      const document = documentFrom(sent)
      const findings = await store.judgeRule(collection, document, id)
      return { findings: [...findings] }
    },
  )
}

function tryOut(server: Server): void {
  server.post(
    '/rules/:collection/try',
    {
      config: { role: 'editor', unaudited: true, wholeSet: true },
      schema: {
        tags,
        summary: 'What a rule alone makes of values',
        params: OfCollection,
        body: Exact({
          document: DocumentSchema,
          values: Type.Array(Type.String({ maxLength: 500 }), { minItems: 1, maxItems: 1_000 }),
        }),
        response: {
          200: ListOf(
            Type.Object({ value: Type.String(), after: Nullable(Type.String()), hit: Type.Boolean() }),
          ),
        },
      },
    },
    async ({ params: { collection }, body: { document, values } }) => ({
      items: tryRule(collection, documentFrom(document), values),
    }),
  )
}
