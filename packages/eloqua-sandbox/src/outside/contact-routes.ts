import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { parameter } from '../bulk/parameters.ts'
import { contactFields, contactIdKey } from '../catalogue/contact-catalogue.ts'
import { jsonObject } from '../http/json-body.ts'
import { dataBounds, readQuery } from '../http/query.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { sendPage } from './send-page.ts'

/** Contacts as they are, and changing one. */
export function contactRoutes(server: FastifyInstance, app: App): void {
  const { contacts, clock } = app.instance
  const rowOf = (id: string) => {
    const row = contacts.table.rowOf(id)
    if (row === undefined) throw notFound('The contact')
    return row
  }
  server.get('/contacts', (request, reply) => {
    const query = readQuery(request.query, dataBounds)
    return sendPage(reply, query, {
      total: contacts.table.size,
      itemAt: (row) => contactItem(app, row),
    })
  })
  server.get('/contacts/:id', (request, reply) =>
    sendJson(reply, contactItem(app, rowOf(parameter(request, 'id')))),
  )
  server.patch('/contacts/:id', (request, reply) => {
    const row = rowOf(parameter(request, 'id'))
    const body = jsonObject(request.body)
    const values = typeof body['fields'] === 'object' && body['fields'] !== null ? body['fields'] : body
    for (const [key, value] of Object.entries(values)) {
      const field = contactFields.find((one) => one.key === key)
      if (!field || typeof value !== 'string') throw new Refusal(400, `${key} is no field key with a text.`)
      contacts.set(row, field.internalName, value, clock.now())
    }
    return sendJson(reply, contactItem(app, row))
  })
}

function contactItem({ instance: { contacts } }: App, row: number) {
  const id = contacts.table.ids.at(row)
  const values = contactFields.map(({ key, internalName }) => [key, contacts.table.get(row, internalName)])
  return {
    [contactIdKey]: id,
    fields: { ...Object.fromEntries(values), [contactIdKey]: id },
    exports: contacts.exports.of(row),
    imports: contacts.imports.of(row),
  }
}
