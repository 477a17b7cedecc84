import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { testApi } from '../testing/test-api.ts'

const api = testApi()

interface Described {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly { readonly in: string; readonly name: string }[]
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>
}

function operations(): [name: string, operation: Described][] {
  return Object.entries(api.server.swagger().paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(
      ([method, operation]) =>
        [`${method} ${path}`, operation as unknown as Described] as [string, Described],
    ),
  )
}

describe('the OpenAPI document', () => {
  it('passes a validator of OpenAPI 3.1', async () => {
    const document = JSON.parse(JSON.stringify(api.server.swagger())) as Record<string, unknown>
    const { valid, errors } = await new Validator().validate(document)
    assert.ok(valid, JSON.stringify(errors, null, 1)?.slice(0, 2_000))
  })

  it('says of every operation what it does, under a name of its own, and that errors are problems', () => {
    const all = operations()
    assert.ok(all.length > 50)
    assert.equal(new Set(all.map(([, { operationId }]) => operationId)).size, all.length)
    for (const [name, { operationId, summary, tags = [], responses }] of all) {
      assert.ok(operationId !== undefined && summary !== undefined && tags.length > 0, name)
      assert.ok(
        Object.keys(responses).some((status) => /^[23]/.test(status)),
        name,
      )
      for (const status of ['4XX', '5XX'])
        assert.deepEqual(Object.keys(responses[status]?.content ?? {}), ['application/problem+json'], name)
    }
  })

  it('names the parts of every path, and If-Match where a change needs it', () => {
    for (const [name, { parameters = [] }] of operations()) {
      const named = parameters.filter((one) => one.in === 'path').map((one) => one.name)
      assert.deepEqual(
        named.toSorted(),
        [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part).toSorted(),
        name,
      )
    }
    const guarded = operations().filter(([, { parameters = [] }]) =>
      parameters.some((one) => one.name === 'if-match'),
    )
    for (const name of [
      'put /rule-set',
      'put /rules/{collection}/{id}',
      'delete /rules/{collection}/{id}',
      'put /configs/{name}',
    ])
      assert.ok(
        guarded.some(([known]) => known === name),
        name,
      )
  })
})
