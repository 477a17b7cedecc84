import { asExported } from '@dwmops/fleet'
import type { ApiContext } from '../../context.ts'
import { openTracer } from '../../rules/trace-contact.ts'
import { TraceSchema } from '../../schemas/trace.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'
import { OfContact } from './of-contact.ts'

/** What would become of a contact. */
export function dryRunRoutes(server: Server, { queue, store, settings }: ApiContext): void {
  server.get(
    '/contacts/:email/dry-run',
    {
      config: { role: 'reader', heavy: true, wholeSet: true },
      schema: {
        tags: ['contacts'],
        summary: 'What the present rules would make of it as it was exported; nothing is written',
        params: OfContact,
        response: { 200: TraceSchema },
      },
    },
    async ({ params: { email } }) => {
      const found = await queue.show(email.trim().toLowerCase())
      if (found === undefined) throw notFound('queue record of this contact')
      const { rules, config: washing } = await store.snapshot(settings.configName)
      return openTracer(rules, washing).trace(asExported(found.item.payload))
    },
  )
}
