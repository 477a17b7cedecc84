import { type Operation, operations } from './operations.ts'
import schemas from './schemas.json' with { type: 'json' }

const pageParameters = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1 } },
  { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
  { name: 'q', in: 'query', schema: { type: 'string' }, description: 'term operator value, * as wildcard' },
  { name: 'orderBy', in: 'query', schema: { type: 'string' }, description: 'name ASC or name DESC' },
  { name: 'totalResults', in: 'query', schema: { type: 'boolean', default: true } },
]

/** The description of all that the sandbox answers, in OpenAPI 3.1. */
export function apiDescription(): Record<string, unknown> {
  const byPath = Map.groupBy(operations, ({ path }) => path)
  const paths = [...byPath].map(([path, all]) => {
    const methods = all.map((operation) => [operation.method, described(operation)])
    return [path, { ...pathParameters(path), ...Object.fromEntries(methods) }]
  })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Eloqua sandbox',
      version: '2.0',
      description: 'The part of the Bulk API 2.0 that the sandbox speaks, and its own view from outside.',
    },
    security: [{ basic: [] }, { bearer: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas,
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: 'COMPANY\\user and password' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function described({ summary, status, answers, takes, paged, open }: Operation): Record<string, unknown> {
  const answer = answers && (paged ? pageOf(answers) : reference(answers))
  return {
    summary,
    ...(open ? { security: [] } : {}),
    ...(paged ? { parameters: pageParameters } : {}),
    ...(takes ? { requestBody: { required: true, content: json(reference(takes)) } } : {}),
    responses: {
      [status]: { description: summary, ...(answer ? { content: json(answer) } : {}) },
      400: { description: 'What is wrong', content: json(reference('Failures')) },
    },
  }
}

function pathParameters(path: string): Record<string, unknown> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  if (names.length === 0) return {}
  return {
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
  }
}

function reference(schema: string) {
  return { $ref: `#/components/schemas/${schema}` }
}

function json(schema: Record<string, unknown>) {
  return { 'application/json': { schema } }
}

function pageOf(schema: string): Record<string, unknown> {
  const integer = { type: 'integer' }
  return {
    type: 'object',
    properties: {
      items: { type: 'array', items: reference(schema), description: 'may be missing when there are none' },
      ...{ totalResults: integer, limit: integer, offset: integer, count: integer },
      hasMore: { type: 'boolean' },
    },
  }
}
