import type { z } from 'zod'
import { EloquaResponseError } from '../errors.ts'
import { readText } from './attempts.ts'
import type { ApiResponse } from './request.ts'
import { requestIdOf } from './request-id.ts'

/** Reads an answer as JSON of a known form. Throws EloquaResponseError, which says where it differs but never a value. */
export function jsonReader<T>(what: string, schema: z.ZodType<T>): (answer: ApiResponse) => Promise<T> {
  return async (answer) => {
    const text = await readText(answer)
    const facts = { status: answer.status, requestId: requestIdOf(answer.headers) }
    const parsed = schema.safeParse(parse(text, what, facts))
    if (parsed.success) return parsed.data
    const places = parsed.error.issues
      .slice(0, 3)
      .map(({ path, code }) => `${path.join('.') || 'top'} ${code}`)
    throw new EloquaResponseError(`${what}: unexpected form of the answer (${places.join('; ')})`, facts)
  }
}

/** Reads and forgets a body, so that the connection can be used again. */
export async function ignoreBody(answer: ApiResponse): Promise<void> {
  await readText(answer)
}

function parse(
  text: string,
  what: string,
  facts: { status: number; requestId: string | undefined },
): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // the parser's message quotes the text, which may hold a contact
    throw new EloquaResponseError(`${what}: the answer is not JSON (${text.length} characters)`, facts)
  }
}
