import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { parameter } from '../bulk/parameters.ts'
import { contactFields, contactIdKey } from '../catalog/contact-catalog.ts'
import { jsonObject } from '../http/json-body.ts'
import { dataBounds, readQuery } from '../http/query.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { deleteContact, fieldsOf, writeContact } from './change-contact.ts'
import { sendPage } from './send-page.ts'

/** Contacts as they are; making, changing and deleting one as people, forms and a CRM do. */
export function contactRoutes(server: FastifyInstance, app: App): void {
  const { contacts, clock } = app.instance
  const rowOf = (id: string) => {
    const row = contacts.table.rowOf(id)
    if (row === undefined) throw notFound('The contact')
    return row
  }
  server.get('/contacts', (request, reply) => {
    const query = readQuery(request.query, dataBounds)
    const rows = [...contacts.table.rows()]
    return sendPage(reply, query, {
      total: rows.length,
      itemAt: (place) => contactItem(app, rows[place] ?? 0),
    })
  })
  server.get('/contacts/:id', (request, reply) =>
    sendJson(reply, contactItem(app, rowOf(parameter(request, 'id')))),
  )
  server.patch('/contacts/:id', (request, reply) => {
    const row = rowOf(parameter(request, 'id'))
    writeContact(app.instance, row, fieldsOf(jsonObject(request.body)))
    return sendJson(reply, contactItem(app, row))
  })
  server.post('/contacts', (request, reply) => {
    const fields = fieldsOf(jsonObject(request.body))
    if (contacts.rowOfEmail(fields['emailAddress'] ?? '') !== undefined)
      throw new Refusal(409, 'There is a contact with this emailAddress.')
    const row = contacts.add(clock.now())
    writeContact(app.instance, row, fields)
    return sendJson(reply, contactItem(app, row), 201)
  })
  server.delete('/contacts/:id', (request, reply) => {
    deleteContact(app.instance, rowOf(parameter(request, 'id')))
    return reply.code(204).send()
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
