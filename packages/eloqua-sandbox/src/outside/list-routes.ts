import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { parameter } from '../bulk/parameters.ts'
import { jsonObject } from '../http/json-body.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import type { ContactList } from '../instance/list.ts'

/** Who is on a list, by its name, and putting contacts on it or taking them off. */
export function listRoutes(server: FastifyInstance, app: App): void {
  const listOf = (request: FastifyRequest) => {
    const name = parameter(request, 'name')
    const list = app.instance.lists.find((one) => one.name === name)
    if (!list) throw notFound('The list')
    return list
  }
  server.get('/lists/:name', (request, reply) => sendJson(reply, listContents(app, listOf(request))))
  server.post('/lists/:name', (request, reply) => {
    const list = listOf(request)
    list.add(rowsOf(app, request))
    return sendJson(reply, listContents(app, list))
  })
  server.delete('/lists/:name', (request, reply) => {
    const list = listOf(request)
    list.remove(request.body === undefined ? [...list.members] : rowsOf(app, request))
    return sendJson(reply, listContents(app, list))
  })
}

function listContents({ instance }: App, { name, members }: ContactList) {
  const contactIds = Array.from(members, (row) => instance.contacts.table.ids.at(row))
  return { name, count: contactIds.length, contactIds }
}

function rowsOf(app: App, request: FastifyRequest): number[] {
  const { contactIds } = jsonObject(request.body)
  if (!Array.isArray(contactIds)) throw new Refusal(400, 'contactIds must be an array of contact ids.')
  return contactIds.map((id) => {
    const row = app.instance.contacts.table.rowOf(String(id))
    if (row === undefined) throw new Refusal(400, `There is no contact ${String(id)}.`)
    return row
  })
}
