import { Type } from 'typebox'
import { documentPage, documentStyle } from '../document-page.ts'
import type { Server } from '../server/server.ts'

const tags = ['document']

/** The OpenAPI document, and a page to read it that needs nothing else. */
export function documentRoutes(server: Server): void {
  let page: string | undefined
  server.get(
    '/openapi.json',
    {
      config: { role: 'reader' },
      schema: {
        tags,
        summary: 'This document',
        response: { 200: Type.Record(Type.String(), Type.Unknown()) },
      },
    },
    async () => ({ ...server.swagger() }),
  )
  server.get('/docs', { config: { role: 'reader' }, schema: { hide: true } }, async (_request, reply) => {
    page ??= documentPage(server.swagger())
    return reply.type('text/html; charset=utf-8').send(page)
  })
  server.get('/docs.css', { config: { role: 'open' }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(documentStyle),
  )
}
