import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { customObjectOf, parameter } from '../bulk/parameters.ts'
import type { Field } from '../catalog/field.ts'
import { sendJson } from '../http/send.ts'

const defaultCount = 1000

/**
 * The part of the Application API that distinguishes small text from large, which the Bulk API does not (Oracle's page "Bulk API data
 * types", read 2026-11-30): contact fields, and the fields of a custom object. All values are texts, as they are there.
 */
export function applicationFieldRoutes(server: FastifyInstance, app: App): void {
  server.get('/assets/contact/fields', (request, reply) => {
    const { page, count } = pageOf(request)
    const { fields } = app.instance.contacts
    const shown = fields.slice((page - 1) * count, page * count)
    const elements = shown.map((field) => ({ type: 'ContactField', ...applicationField(field) }))
    return sendJson(reply, { elements, page, pageSize: count, total: fields.length })
  })
  server.get('/assets/customObject/:object', (request, reply) => {
    const { fields, name } = customObjectOf(app, request)
    const shown = fields.map((field) => ({ type: 'CustomObjectField', ...applicationField(field) }))
    const id = parameter(request, 'object')
    return sendJson(reply, { type: 'CustomObject', id, depth: 'complete', name, fields: shown })
  })
}

function applicationField({ id, name, internalName, dataType, largeText, readOnly }: Field) {
  return {
    id: String(id),
    depth: 'complete',
    name,
    internalName,
    dataType: typeName(dataType, largeText),
    displayType: largeText ? 'textArea' : 'text',
    isReadOnly: String(readOnly ?? false),
  }
}

function typeName(dataType: Field['dataType'], largeText = false): string {
  if (dataType === 'date') return 'date'
  if (dataType === 'number') return 'numeric'
  return largeText ? 'largeText' : 'text'
}

/** `page` from 1 and `count` to a page; what cannot be read is left at its default, as there. */
function pageOf({ query }: FastifyRequest) {
  const given = new Map(Object.entries(query ?? {}))
  const whole = (name: string, otherwise: number) => {
    const number = Number(given.get(name) ?? otherwise)
    return Number.isInteger(number) && number > 0 ? number : otherwise
  }
  return { page: whole('page', 1), count: Math.min(whole('count', defaultCount), defaultCount) }
}
