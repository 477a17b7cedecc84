import { ProblemError } from '../problem.ts'
import type { Server } from '../server.ts'

/** Refuses a body with half of a surrogate pair in a text or a key: the database would keep another character in its place. */
export function refuseBrokenText(server: Server): void {
  server.addHook('preValidation', async ({ body }) => {
    if (body instanceof Uint8Array) return // not read yet
    const path = brokenTextIn(body, 'body')
    if (path !== undefined) throw brokenTextProblem(path)
  })
}

/** The problem of a text that is not well-formed. */
export function brokenTextProblem(path: string): ProblemError {
  const errors = [{ path, message: 'holds half of a surrogate pair, which is no character' }]
  return new ProblemError(400, 'INVALID_REQUEST', 'a text of the request cannot be stored', { errors })
}

/** Where a text is not well-formed; undefined when all are. */
export function brokenTextIn(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    if (!key.isWellFormed()) return path
    const found = brokenTextIn(inner, `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
