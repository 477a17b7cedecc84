import { Type } from 'typebox'
import { ProblemError } from './problem.ts'

/** Headers of a request that changes what others may change too. */
export const IfMatchHeaders = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'ETag of what you saw; needed' })),
})

/**
 * The ETag that the author of a change saw, also as a proxy that compresses weakens it (`W/"..."`). Throws a problem when there is none; `*` shows
 * none.
 */
export function seenEtag(headers: { readonly 'if-match'?: string | undefined }): string {
  const given = headers['if-match']
  if (given === undefined || given === '' || given === '*')
    throw new ProblemError(
      428,
      'IF_MATCH_REQUIRED',
      'say in If-Match which ETag you saw, so that no change is lost',
    )
  return /^(?:W\/)?"(.*)"$/.exec(given)?.[1] ?? given
}

/** A problem: it is another one by now. */
export function changedSince(detail: string): ProblemError {
  return new ProblemError(412, 'CHANGED', detail)
}

export function quoted(etag: string): string {
  return `"${etag}"`
}
