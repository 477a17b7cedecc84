import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Static, TSchema } from 'typebox'
import { ProblemError } from '../server/problem.ts'
import { schemaProblem } from '../server/problem-of.ts'
import { brokenTextIn, brokenTextProblem } from '../server/refusals/refuse-broken-text.ts'
import { bodySchemas } from '../server/validation.ts'

/** A body of so many bytes is read in no time: what is wrong with it is said before a thread is begun. */
const smallBytes = 100_000

export function isSmall(bytes: Uint8Array): boolean {
  return bytes.length < smallBytes
}

/** A body that came as bytes, judged as the server judges all others. Throws the same problems. */
export function bodyOf<Schema extends TSchema>(bytes: Uint8Array, schema: Schema): Static<Schema> {
  const body = parsed(bytes)
  const broken = brokenTextIn(body, 'body')
  if (broken !== undefined) throw brokenTextProblem(broken)
  const fits = bodyCheck(schema)
  if (!fits(body)) throw schemaProblem(fits.errors ?? [], 'body')
  return body as Static<Schema>
}

const compiled = new WeakMap<TSchema, ValidateFunction>()

/** The check of a schema, compiled when it is first asked for: a server asks before it listens. */
export function bodyCheck(schema: TSchema): ValidateFunction {
  const fits = compiled.get(schema) ?? bodySchemas().compile(schema)
  compiled.set(schema, fits)
  return fits
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new ProblemError(400, 'INVALID_REQUEST', 'the body is not valid JSON')
  }
}
