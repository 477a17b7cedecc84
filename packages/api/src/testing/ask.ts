import assert from 'node:assert/strict'
import type { Role } from '@dwmops/access'
import { contractOf, type Operation, operationsOf } from './api-document.ts'
import type { TestApi } from './test-api.ts'

export interface Asked {
  readonly payload?: object
  readonly ifMatch?: string
  readonly role?: Role
}

/** Makes a function that asks an API, as an operator by default, and holds every answer against the document. */
export function asker(api: TestApi) {
  return async (
    method: Operation['method'],
    url: string,
    { payload, ifMatch, role = 'operator' }: Asked = {},
  ) => {
    const answer = await api.server.inject({
      ...{ method, url },
      headers: { ...api.as(role), ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
      ...(payload !== undefined && { payload }),
    })
    const operation = operationAt(operationsOf(api.server), method, url)
    const type = String(answer.headers['content-type'] ?? '')
    assert.equal(contractOf(api.server)(operation, answer.statusCode, type, answer.body), undefined)
    const body = type.includes('json') ? answer.json() : answer.body
    return { status: answer.statusCode, body, etag: String(answer.headers['etag'] ?? '') }
  }
}

/** The operation of an address: of several, the one with fewest parameters, as the router has it. */
function operationAt(operations: readonly Operation[], method: string, url: string): Operation {
  const path = url.split('?')[0] ?? ''
  const found = operations
    .filter((one) => one.method === method)
    .filter((one) => new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .toSorted((one, other) => one.path.split('{').length - other.path.split('{').length)[0]
  assert.ok(found, `${method} ${url} is not in the document`)
  return found
}
