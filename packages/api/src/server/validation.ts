import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { ProblemSchema } from '../schemas/problem.ts'
import type { Server } from './server.ts'

const options = { removeAdditional: false, useDefaults: true, allErrors: false } as const

/** Compiles the schemas of bodies. */
export function bodySchemas(): Ajv2020 {
  const ajv = new Ajv2020({ ...options, coerceTypes: false })
  addFormats.default(ajv)
  return ajv
}

/**
 * What is not in a schema is refused, not cut off: a slip in a filter's name must not list everything. Text becomes numbers and booleans in
 * the address alone; in a body a number is a number.
 */
export function useSchemas(server: Server): void {
  const ofBody = bodySchemas()
  // strict numbers would let 1e309 pass: ajv then does not hold what is infinite against a maximum
  const ofAddress = new Ajv2020({ ...options, coerceTypes: true, strictNumbers: false })
  addFormats.default(ofAddress)
  server.addSchema(ProblemSchema)
  server.setValidatorCompiler(({ schema, httpPart }) =>
    httpPart === 'body' ? unlessRaw(ofBody.compile(schema as object)) : ofAddress.compile(schema as object),
  )
  // handlers are typed by the schema of their answers, and tests hold every answer against it
  server.setSerializerCompiler(() => JSON.stringify)
}

/** Bytes are judged where they are read. */
function unlessRaw(fits: ValidateFunction) {
  return (body: unknown) =>
    body instanceof Uint8Array || fits(body) ? { value: body } : { error: fits.errors ?? [] }
}
