import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { sendJson } from '../http/send.ts'
import { CustomObject } from '../instance/custom-object.ts'
import type { ContactList } from '../instance/list.ts'
import type { MemberFilter } from '../instance/member-filter.ts'
import { replyWithPage } from './collection-reply.ts'
import {
  customObjectItem,
  fieldItem,
  listItem,
  memberFilterItem,
  systemFieldItems,
} from './metadata-items.ts'
import { byId, customObjectOf, entityOf, parameter } from './parameters.ts'

/** Fields, lists, filters, segments and custom objects; read only. */
export function metadataRoutes(server: FastifyInstance, app: App): void {
  const { contacts, lists, memberFilters, customObjects } = app.instance
  const toList = (list: ContactList) => {
    const stale = app.faults.trigger('list-count', { method: 'GET', path: `/contacts/lists/${list.id}` })
    return listItem(list, stale ? Number(stale['count']) : list.members.size)
  }
  server.get('/contacts/lists', (request, reply) => replyWithPage(app, request, reply, lists.map(toList)))
  server.get('/contacts/lists/:id', (request, reply) =>
    sendJson(reply, toList(byId(lists, parameter(request, 'id'), 'The list'))),
  )
  for (const kind of ['filter', 'segment'] satisfies MemberFilter['kind'][]) {
    const all = memberFilters.filter((one) => one.kind === kind)
    server.get(`/contacts/${kind}s`, (request, reply) =>
      replyWithPage(app, request, reply, all.map(memberFilterItem)),
    )
    server.get(`/contacts/${kind}s/:id`, (request, reply) =>
      sendJson(reply, memberFilterItem(byId(all, parameter(request, 'id'), `The ${kind}`))),
    )
  }
  server.get('/customObjects', (request, reply) =>
    replyWithPage(app, request, reply, customObjects.map(customObjectItem)),
  )
  server.get('/customObjects/:object', (request, reply) =>
    sendJson(reply, customObjectItem(customObjectOf(app, request))),
  )
  for (const path of [contacts.path, '/customObjects/:object']) {
    server.get(`${path}/fields`, (request, reply) => {
      const entity = entityOf(app, request)
      const system = entity instanceof CustomObject ? systemFieldItems(entity) : []
      return replyWithPage(app, request, reply, [
        ...entity.fields.map((field) => fieldItem(field, entity)),
        ...system,
      ])
    })
    server.get(`${path}/fields/:id`, (request, reply) => {
      const entity = entityOf(app, request)
      return sendJson(reply, fieldItem(byId(entity.fields, parameter(request, 'id'), 'The field'), entity))
    })
  }
}
