import { type TSchema, Type } from 'typebox'
import { jsonOf } from '../answers.ts'
import { ListOf } from '../schemas/parts.ts'
import { notFound } from '../server/problem.ts'
import type { Server } from '../server/server.ts'

/** Work of one kind, as its author follows it. */
interface Followed {
  readonly path: string
  /** Names one of them: `undo`. */
  readonly noun: string
  readonly tags: string[]
  readonly schema: TSchema
  readonly listedAtMost: number
  /** As their schema has them, but for moments, which become text. */
  readonly list: (limit: number) => Promise<readonly unknown[]>
  readonly read: (id: string) => Promise<unknown>
}

/** The id of work that was begun. */
export const OfId = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

/** The newest of a kind, and one of them: done or on its way. */
export function followRoutes(server: Server, followed: Followed): void {
  const { path, noun, tags, schema, listedAtMost, list, read } = followed
  const config = { role: 'reader' } as const
  server.get(
    path,
    {
      config,
      schema: {
        tags,
        summary: `The ${listedAtMost} newest ${noun}s, newest first`,
        response: { 200: ListOf(schema) },
      },
    },
    async () => jsonOf(ListOf(schema), { items: await list(listedAtMost) }),
  )
  server.get(
    `${path}/:id`,
    {
      config,
      schema: { tags, summary: `One ${noun}, done or on its way`, params: OfId, response: { 200: schema } },
    },
    async ({ params: { id } }) => {
      const found = await read(id)
      if (found === undefined) throw notFound(`this ${noun}`)
      return jsonOf(schema, found)
    },
  )
}
