import type { FastifyInstance } from 'fastify'
import type { App } from '../app.ts'
import { customObjectOf } from '../bulk/parameters.ts'
import { jsonObject } from '../http/json-body.ts'
import { dataBounds, readQuery } from '../http/query.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { sendJson } from '../http/send.ts'
import { type CustomObject, indicatorFields } from '../instance/custom-object.ts'
import { sendPage } from './send-page.ts'

const keys = Object.entries(indicatorFields)

/** Records of the indicators object, and changing those of an address. */
export function customObjectRoutes(server: FastifyInstance, app: App): void {
  server.get('/custom-objects/:object', (request, reply) => {
    const object = customObjectOf(app, request)
    const query = readQuery(request.query, dataBounds)
    return sendPage(reply, query, {
      total: object.table.size,
      itemAt: (row) => recordItem(object, row),
    })
  })
  server.patch('/custom-objects/:object', (request, reply) => {
    const object = customObjectOf(app, request)
    const { emailAddress, ...values } = jsonObject(request.body)
    const rows = rowsOfAddress(object, String(emailAddress ?? ''))
    if (rows.length === 0) throw notFound('The record')
    for (const [key, value] of Object.entries(values)) {
      const field = keys.find(([name]) => name === key)?.[1]
      if (!field || typeof value !== 'string') throw new Refusal(400, `${key} is no field key with a text.`)
      for (const row of rows) object.set(row, field, value, app.instance.clock.now())
    }
    return sendJson(reply, { items: rows.map((row) => recordItem(object, row)) })
  })
}

function recordItem({ table }: CustomObject, row: number): Record<string, string> {
  return Object.fromEntries(keys.map(([key, field]) => [key, table.get(row, field)]))
}

function rowsOfAddress({ table }: CustomObject, address: string): number[] {
  const wanted = address.trim().toLowerCase()
  return [...table.rows()].filter(
    (row) => table.get(row, indicatorFields.emailAddress).trim().toLowerCase() === wanted,
  )
}
