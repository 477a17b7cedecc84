import { Type } from 'typebox'
import { ProblemError } from './problem.ts'

/** Headers of a request that changes what others may change too. */
export const IfMatchHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({ description: 'ETag of what you saw, or a list of them; needed. * means any' }),
  ),
})

/**
 * The ETag that has to be the present one for a change to be made, by If-Match as RFC 9110 has it: compared strongly, one or a list, `*` for
 * whatever is there. `present` is asked only where the header leaves it open. Throws a problem when nothing matches, or the header is missing.
 */
export async function seenEtag(
  headers: { readonly 'if-match'?: string | undefined },
  present: () => Promise<string | undefined>,
): Promise<string> {
  const tags = ifMatchOf(headers['if-match'])
  const [only] = tags
  if (tags.length === 1 && only !== undefined && only !== '*') return only.slice(1, -1)
  const etag = await present()
  if (etag === undefined) throw changedSince('it is not there any more')
  if (only === '*' || tags.includes(quoted(etag))) return etag
  throw changedSince('none of the ETags in If-Match is the present one')
}

/** The strong ETags of the header with their quotes, or `*` alone. A weak one never matches (RFC 9110, 13.1.1). */
function ifMatchOf(header: string | undefined): string[] {
  const given = header?.trim() ?? ''
  if (given === '')
    throw new ProblemError(
      428,
      'IF_MATCH_REQUIRED',
      'If-Match is required: send the ETag of the version that you read',
    )
  if (given === '*') return [given]
  // a tag without quotes is not by the book; it is taken as one, as ever
  if (/^[^",\s]+$/.test(given)) return [quoted(given)]
  if (!/^(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*$/.test(given))
    throw new ProblemError(400, 'INVALID_REQUEST', 'If-Match is one ETag in quotes, a list of them, or *')
  const strong = [...given.matchAll(/(W\/)?("[^"]*")/g)].flatMap(([, weak, tag = '']) => (weak ? [] : [tag]))
  if (strong.length > 0) return strong
  throw changedSince('a weak ETag (W/) matches nothing in If-Match: send the etag that the answer holds')
}

/** A problem: it is another one by now. */
export function changedSince(detail: string): ProblemError {
  return new ProblemError(412, 'CHANGED', detail)
}

/** A problem: the request does not say what its sender saw. `detail` says what to send, and where it is read. */
export function confirmationRequired(detail: string): ProblemError {
  return new ProblemError(428, 'CONFIRMATION_REQUIRED', detail)
}

export function quoted(etag: string): string {
  return `"${etag}"`
}
