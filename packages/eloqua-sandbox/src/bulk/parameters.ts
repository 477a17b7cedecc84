import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { notFound } from '../http/refusal.ts'
import type { CustomObject } from '../instance/custom-object.ts'
import type { Entity } from '../instance/instance.ts'

/** A path parameter as text. */
export function parameter(request: FastifyRequest, name: string): string {
  const { params } = request
  const value = typeof params === 'object' && params !== null ? Object.entries(params) : []
  return String(value.find(([key]) => key === name)?.[1] ?? '')
}

/** The custom object of the path. Throws a Refusal (404). */
export function customObjectOf(app: App, request: FastifyRequest): CustomObject {
  const id = parameter(request, 'object')
  const found = app.instance.customObjects.find((one) => String(one.id) === id)
  if (!found) throw notFound('The custom object')
  return found
}

/** Contacts, or the custom object of the path. */
export function entityOf(app: App, request: FastifyRequest): Entity {
  return parameter(request, 'object') === '' ? app.instance.contacts : customObjectOf(app, request)
}

/** What has this id. Throws a Refusal (404). */
export function byId<T extends { readonly id: number }>(all: readonly T[], id: string, what: string): T {
  const found = all.find((one) => String(one.id) === id)
  if (!found) throw notFound(what)
  return found
}
