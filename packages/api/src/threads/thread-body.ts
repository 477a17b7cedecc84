import type { Static, TSchema } from 'typebox'
import { ProblemError } from '../server/problem.ts'
import { schemaProblem } from '../server/problem-of.ts'
import { brokenTextIn, brokenTextProblem } from '../server/refusals/refuse-broken-text.ts'
import { bodySchemas } from '../server/validation.ts'

/** A body that came as bytes, judged as the server judges all others. Throws the same problems. */
export function bodyOf<Schema extends TSchema>(bytes: Uint8Array, schema: Schema): Static<Schema> {
  const body = parsed(bytes)
  const broken = brokenTextIn(body, 'body')
  if (broken !== undefined) throw brokenTextProblem(broken)
  const fits = bodySchemas().compile(schema)
  if (!fits(body)) throw schemaProblem(fits.errors ?? [], 'body')
  return body as Static<Schema>
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new ProblemError(400, 'INVALID_REQUEST', 'the body is not valid JSON')
  }
}
