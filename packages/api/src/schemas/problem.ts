import { type Static, Type } from 'typebox'
import { LintFindingSchema } from './lint-finding.ts'

/** What programs branch on; the words are for people. */
export const problemCodes = [
  'INVALID_REQUEST',
  'UNAUTHENTICATED',
  'SESSION_EXPIRED',
  'SESSION_REVOKED',
  'SESSION_UNKNOWN',
  'FORBIDDEN',
  'CSRF',
  'SECOND_PERSON_NEEDED',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'RULES_PUBLISH_CONFLICT',
  'PREVIEW_NOT_DONE',
  'CHANGED',
  'UNDO_OFF',
  'OPERATIONS_OFF',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RULES_INVALID',
  'IF_MATCH_REQUIRED',
  'CONFIRMATION_REQUIRED',
  'RATE_LIMITED',
  'INTERNAL',
  'DATABASE_UNAVAILABLE',
  'ELOQUA_AWAY',
  'CLUSTER_AWAY',
  'STOPPING',
] as const

export type ProblemCode = (typeof problemCodes)[number]

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'what went wrong and what to do, for people' }),
    code: Type.Enum(problemCodes, { description: 'what programs branch on' }),
    requestId: Type.String({ description: 'as in the log of the server' }),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), message: Type.String() }), {
        description: 'what of the request is wrong, part by part',
      }),
    ),
    findings: Type.Optional(Type.Array(LintFindingSchema, { description: 'what is wrong with the rules' })),
  },
  { $id: 'Problem' },
)

/** An error's answer (RFC 9457). */
export type Problem = Static<typeof ProblemSchema>
