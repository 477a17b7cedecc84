import { knownFields, readTimeline, type Timeline } from '@dwmops/insight'
import type { Shown } from '@dwmops/mongo-queue'
import { iso, jsonOf } from '../../answers.ts'
import type { ApiContext } from '../../context.ts'
import { type Contact, ContactFieldsSchema, ContactSchema } from '../../schemas/contact.ts'
import { ListOf } from '../../schemas/parts.ts'
import { TimelineSchema, WashSchema } from '../../schemas/timeline.ts'
import { notFound } from '../../server/problem.ts'
import type { Server } from '../../server/server.ts'
import { claimAnswer } from '../fleet/claim-routes.ts'
import { OfContact } from './of-contact.ts'

const tags = ['contacts']
const config = { role: 'reader' } as const
/** What is known of one contact. */
export function contactRoutes(server: Server, context: ApiContext): void {
  showContact(server, context)
  showTimeline(server, context)
  listWashes(server, context)
  showFields(server, context)
}

function showContact(server: Server, { queue }: ApiContext): void {
  server.get(
    '/contacts/:email',
    {
      config,
      schema: {
        tags,
        summary: 'Where it is, and its record as it is now',
        params: OfContact,
        response: { 200: ContactSchema },
      },
    },
    async ({ params: { email } }) => {
      const found = await queue.show(email.trim().toLowerCase())
      if (found === undefined) throw unknownContact()
      return contactAnswer(found)
    },
  )
}

function showTimeline(server: Server, context: ApiContext): void {
  server.get(
    '/contacts/:email/timeline',
    {
      config,
      schema: {
        tags,
        summary: 'Its whole way: exports, every change with the rule that made it, queues, imports, undos',
        params: OfContact,
        response: { 200: TimelineSchema },
      },
    },
    async ({ params: { email } }) => jsonOf(TimelineSchema, await timelineOf(context, email)),
  )
}

function listWashes(server: Server, context: ApiContext): void {
  server.get(
    '/contacts/:email/history',
    {
      config,
      schema: {
        tags,
        summary: 'Its washes, newest first, at most 200',
        params: OfContact,
        response: { 200: ListOf(WashSchema) },
      },
    },
    async ({ params: { email } }) =>
      jsonOf(ListOf(WashSchema), { items: (await timelineOf(context, email)).washes }),
  )
}

function showFields(server: Server, context: ApiContext): void {
  server.get(
    '/contacts/:email/fields',
    {
      config,
      schema: {
        tags,
        summary: 'Its fields as they are now, as far as they are known, and its page in Eloqua',
        params: OfContact,
        response: { 200: ContactFieldsSchema },
      },
    },
    async ({ params: { email } }) => {
      const [timeline, shown] = await Promise.all([
        timelineOf(context, email),
        context.queue.show(email.trim().toLowerCase()),
      ])
      const known = knownFields(timeline, shown?.item)
      if (known === undefined) throw unknownContact()
      const id = timeline.contactIds.find((one) => /^\d+$/.test(one))
      const { eloquaUiUrl } = context.settings
      const eloquaUrl =
        eloquaUiUrl === undefined || id === undefined ? null : `${eloquaUiUrl}/Main.aspx#contacts&id=${id}`
      return jsonOf(ContactFieldsSchema, { ...known, eloquaUrl })
    },
  )
}

async function timelineOf({ queueDb, rulesDb }: ApiContext, name: string): Promise<Timeline> {
  const found = await readTimeline({ queueDb, rulesDb }, name)
  if (found === undefined) throw unknownContact()
  return found
}

function unknownContact() {
  return notFound('contact with this address')
}

function contactAnswer({ item, claim }: Shown): Contact {
  const { _id, key, queue, state, attempts, generation, priority, batch, lastError, trail, syncs = [] } = item
  return {
    ...{ id: _id.toHexString(), key, queue, state, attempts, generation, priority, batch, syncs },
    addedAt: iso(item.addedAt),
    enteredAt: iso(item.enteredAt),
    exportedAt: iso(item.exportedAt),
    lastError: lastError === undefined ? null : { ...lastError, at: iso(lastError.at) },
    trail: trail.map((step) => ({ ...step, at: iso(step.at) })),
    payload: item.payload,
    claim: claim === undefined ? null : claimAnswer(claim),
  }
}
