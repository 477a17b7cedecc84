import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Server } from '../server/server.ts'

/** An operation as the OpenAPI document has it. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly role: 'open' | 'reader' | 'editor' | 'operator'
  readonly responses: Readonly<
    Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>
  >
}

/** All operations of the document. */
export function operationsOf(server: Server): Operation[] {
  const { paths = {} } = server.swagger()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).map(([method, operation]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      role: (operation as Record<string, unknown>)['x-role'] as Operation['role'],
      responses: (operation as { responses: Operation['responses'] }).responses,
    })),
  )
}

/** Reports what in an answer is not as the document promises; undefined when it all is. */
export function contractOf(server: Server) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const document = server.swagger() as { components?: { schemas?: Record<string, object> } }
  ajv.addSchema({ $id: 'api', components: document.components })
  const compiled = new Map<string, ValidateFunction>()
  const validatorOf = (name: string, schema: object) => {
    const known = compiled.get(name)
    if (known !== undefined) return known
    const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components')
    const made = ajv.compile(JSON.parse(text) as object)
    compiled.set(name, made)
    return made
  }
  return (operation: Operation, status: number, contentType: string, body: string): string | undefined => {
    const { method, path, responses } = operation
    const response = responses[status] ?? responses[`${Math.floor(status / 100)}XX`]
    if (response === undefined) return `${method} ${path} answers ${status}, which the document does not have`
    const type = contentType.split(';')[0] ?? ''
    if (response.content === undefined) return body === '' ? undefined : `${method} ${path} has a body`
    const { schema } = response.content[type] ?? {}
    if (schema === undefined) return `${method} ${path} answers ${status} as ${type}`
    if (!type.includes('json')) return undefined
    const validate = validatorOf(`${method} ${path} ${status} ${type}`, schema)
    return validate(JSON.parse(body))
      ? undefined
      : `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`
  }
}
